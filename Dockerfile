# A small image with envcheck in it, compiled once for the user that it runs as. Two ways to build it:
#   npm ci && npm run build && docker build --tag envcheck .
#   docker build --tag envcheck --build-arg FROM=package --file package/Dockerfile - < envcheck-0.1.0.tgz
ARG BASE=node:24-alpine

FROM ${BASE} AS parts
ARG FROM=.
COPY ${FROM}/package.json ${FROM}/LICENSE /envcheck/
COPY ${FROM}/bin /envcheck/bin
COPY ${FROM}/dist /envcheck/dist
# The library is for programs that import it, and a checkout may have been made by somebody whose files are closed to others.
RUN rm -rf /envcheck/dist/types /envcheck/dist/index.js && chmod -R a+rX,go-w /envcheck

FROM ${BASE}
LABEL org.opencontainers.image.title="envcheck" \
      org.opencontainers.image.description="Stops a deploy whose environment variables would break it" \
      org.opencontainers.image.licenses="MIT"
# For --schema-ref, git: targets and release. What is mounted belongs to somebody else, and git opens it only if told to.
RUN { command -v git || apk add --no-cache git; } >/dev/null && git config --system --add safe.directory /project
COPY --from=parts /envcheck /opt/envcheck
RUN ln -s /opt/envcheck/bin/envcheck.cjs /usr/local/bin/envcheck \
 && mkdir -p -m 755 /var/cache && mkdir -m 700 /var/cache/envcheck && chown 65532:65532 /var/cache/envcheck
ENV XDG_CACHE_HOME=/var/cache/envcheck
USER 65532:65532
# Compiles what most runs need, once as it starts without flags and once as with them. That nothing sets PORT is found, which is 1.
RUN mkdir -p /tmp/warm/schemas && cd /tmp/warm && touch app.env \
 && echo '{ service: app, stages: { local: app.env, test: compose.yaml }, variables: { PORT: { type: port } } }' >schemas/app.yaml \
 && echo '{ services: { app: { build: ., environment: { HOST: here } } } }' >compose.yaml \
 && echo 'FROM python' >Dockerfile && echo 'import os; os.environ["PORT"]' >app.py \
 && export ENVCHECK_NO_SCAN_CACHE=1 && for flag in '' --quiet; do envcheck $flag >/dev/null || [ $? = 1 ] || exit 1; done \
 && rm -r /tmp/warm
WORKDIR /project
ENTRYPOINT ["envcheck"]
