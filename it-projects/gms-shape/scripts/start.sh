#!/bin/sh
# exec, so that the service is process 1 and hears when it is told to stop.
# JAVA_OPTS is not quoted: it may hold several options.
# shellcheck disable=SC2086
exec java $JAVA_OPTS \
  -javaagent:/service/lib/agent.jar="$AGENT_PORT":/service/etc/agent.yml \
  -jar /service/lib/runner.jar --port "$SERVICE_PORT" /service/war
