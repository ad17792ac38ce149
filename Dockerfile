# The public site in one image: `make image`, then `docker run -p 8050:8050 -v leerrecht:/data leerrecht-in-beeld`.
# Any base with Python 3.11 or newer and its venv module will do: --build-arg BASE=...
ARG BASE=python:3.11-slim

FROM ${BASE} AS build
COPY requirements.txt /
# pip and the libraries' own tests are of no use in a running site.
RUN python3 -m venv /venv \
    && /venv/bin/pip install --quiet --no-cache-dir --disable-pip-version-check \
        --require-hashes --only-binary :all: --requirement /requirements.txt \
    && find /venv/lib -type d -regex '.*/\(pandas\|numpy/.*\|scipy/.*\)/tests' -prune -exec rm -rf {} + \
    && /venv/bin/pip uninstall --quiet --yes pip
WORKDIR /site
COPY . .
# The first request compresses every script and style sheet at the highest quality; here, once, and not in each container.
RUN rm requirements.txt \
    && /venv/bin/python -m compileall -q . \
    && LEERRECHT_DATA=/nergens /venv/bin/python -c "from app import server; server.test_client().get('/gezond')" \
    && chmod -R a+rX .

FROM ${BASE}
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin leerrecht \
    && install -d -o leerrecht -g leerrecht -m 0750 /data /toelichtingen
COPY --from=build /venv /venv
COPY --from=build /site /site
WORKDIR /site
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LEERRECHT_DATA=/data \
    HOST=0.0.0.0 \
    PORT=8050
VOLUME /data
USER leerrecht
EXPOSE 8050
# The first start publishes the embedded data, which takes a while.
HEALTHCHECK --start-period=5m --interval=30s --timeout=5s --retries=3 CMD ["python", "-c", \
    "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/gezond\", timeout=4)"]
CMD ["sh", "-c", "python -m etl inrichten && exec python -m gunicorn -c gunicorn.conf.py --no-control-socket app:server"]
