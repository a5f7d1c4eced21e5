# Everything but the engine: gateway, actions, worker, migrations and the `shortfall` command; one image, several commands.
#   docker build -f deploy/public.Dockerfile -t shortfall:latest .
FROM python:3.11.16-slim-bookworm AS build
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /app
# The libraries first: this layer changes with the lock file only.
COPY pyproject.toml uv.lock README.md ./
RUN uv sync --locked --no-dev --no-install-project
COPY actions actions
COPY shortfall shortfall
RUN uv sync --locked --no-dev

FROM python:3.11.16-slim-bookworm
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /state --shell /usr/sbin/nologin shortfall
WORKDIR /app
COPY --from=build /app /app
COPY alembic.ini ./
COPY data data
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 SHORTFALL_VAR_DIR=/state
USER 10001:10001
# Each service names its own command; see deploy/compose.yml.
CMD ["/app/.venv/bin/python", "-m", "shortfall.web"]
