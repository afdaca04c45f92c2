"""The site as granian serves it; the map of the country is read before the first visitor asks for it."""

from django.core.wsgi import get_wsgi_application

from ansinh.world.units.present import present

application = get_wsgi_application()
present()
