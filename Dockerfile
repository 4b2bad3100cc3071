# One image for web, workers, beat and migration. Built in two steps, run as a user without rights.
FROM python:3.13.9-slim-bookworm AS build
WORKDIR /srv/portal
COPY requirements.lock .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --quiet --no-cache-dir --require-hashes --no-deps -r requirements.lock
ENV PATH=/opt/venv/bin:$PATH DJANGO_SETTINGS_MODULE=portal.settings.prod
COPY . .
RUN python -m portal.demo.supervisor.messages \
    && SECRET_KEY=unused-while-building python manage.py collectstatic --no-input

FROM python:3.13.9-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /srv/portal portal \
    && install -d -o portal -g portal /srv/portal /srv/media /srv/beat
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.prod \
    MEDIA_ROOT=/srv/media
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/portal /srv/portal
WORKDIR /srv/portal
USER portal
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "8", \
     "--host", "0.0.0.0", "--port", "8000", "portal.wsgi:application"]
