"""The addresses of reports, indicators and what communes tell."""

from django.urls import path, re_path

from ansinh.pages.reporting import asks, indicators, number, report

ADDRESSES = [
    path("bao-cao/", report.home, name="reports"),
    path("bao-cao/moi/", report.new, name="report_new"),
    path("bao-cao/chi-tieu/", indicators.listed, name="indicators"),
    path("bao-cao/xa/", asks.asks, name="report_asks"),
    path("bao-cao/xa/<int:pk>/", asks.ask, name="report_ask"),
    path("bao-cao/xa/gui/<int:pk>/", asks.answer, name="report_answer"),
    path("bao-cao/xa/gui/<int:pk>/<str:verb>/", asks.judge, name="report_judge"),
    path("bao-cao/<int:pk>/", report.shown, name="report"),
    path("bao-cao/<int:pk>/loi/", report.words, name="report_words"),
    path("bao-cao/<int:pk>/tinh-lai/", report.reckon, name="report_reckon"),
    path("bao-cao/<int:pk>/ky/", report.sign, name="report_sign"),
    path("bao-cao/<int:pk>/bo/", report.drop, name="report_drop"),
    re_path(r"^bao-cao/(?P<pk>[0-9]{1,11})/van-ban\.(?P<kind>docx|pdf)$", report.file, name="report_file"),
    path("bao-cao/<int:pk>/so/<str:space>/<str:code>/", number.shown, name="report_number"),
]
