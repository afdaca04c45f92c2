"""The addresses of work, inspections, events, teams, guidance sent and the decisions of a period."""

from django.urls import path

from ansinh.pages.activities import events, inspections, jobs

ADDRESSES = [
    path("viec-lam/", jobs.jobs, name="jobs"),
    path("quyet-dinh/trong-ky/", jobs.decided, name="decided"),
    path("kiem-tra/", inspections.inspections, name="inspections"),
    path("kiem-tra/<int:pk>/", inspections.inspection, name="inspection"),
    path("kiem-tra/<int:pk>/viec/<str:verb>/", inspections.step, name="inspection_step"),
    path("kiem-tra/<int:pk>/bien-ban.docx", inspections.minutes, name="inspection_minutes"),
    path("hoat-dong/", events.events, name="events"),
    path("hoat-dong/doi/", events.teams, name="teams"),
    path("hoat-dong/<int:pk>/", events.event, name="event"),
    path("hoat-dong/<int:pk>/tep/<int:at>/", events.file, name="event_file"),
    path("van-ban/<int:pk>/gui/", events.send, name="document_send"),
    path("van-ban/gui/<int:pk>/", events.confirm, name="document_confirm"),
]
