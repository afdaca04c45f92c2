"""To come."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def run(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "payroll.html")


@login_required
def runs(request: HttpRequest) -> HttpResponse:
    return render(request, "payroll.html")
