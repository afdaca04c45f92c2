"""The addresses of child-friendly communes and emulation."""

from django.urls import path

from ansinh.pages.children import emulation, friendly

ADDRESSES = [
    path("tre-em/xa-phu-hop/", friendly.home, name="friendly"),
    path("tre-em/xa-phu-hop/dot/<int:pk>/ky/", friendly.decide, name="friendly_decide"),
    path("tre-em/xa-phu-hop/dot/<int:pk>/muc-diem/", friendly.bands, name="friendly_bands"),
    path("tre-em/xa-phu-hop/<int:pk>/", friendly.file, name="friendly_file"),
    path("tre-em/xa-phu-hop/<int:pk>/viec/<str:to>/", friendly.step, name="friendly_step"),
    path("tre-em/xa-phu-hop/<int:pk>/minh-chung/<int:at>/", friendly.evidence, name="friendly_evidence"),
    path("thi-dua/", emulation.plans, name="emulation"),
    path("thi-dua/<int:pk>/", emulation.plan, name="emulation_plan"),
]
