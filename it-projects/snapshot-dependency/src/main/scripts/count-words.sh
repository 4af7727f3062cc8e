#!/bin/sh
# The program under a name that one can remember.
exec java @/app/launch.args "$@"
