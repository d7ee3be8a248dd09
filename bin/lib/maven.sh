# shellcheck shell=bash
# Runs Maven with the JDK in JDK_HOME.

maven() {
  local options=${MAVEN_OPTS:-}
  # Maven's own libraries use Unsafe, about which JDK 24 and newer warn.
  if jdk_is "$JDK_HOME" 25; then options="$options --sun-misc-unsafe-memory-access=allow"; fi
  JAVA_HOME=$JDK_HOME MAVEN_OPTS=$options mvn -B "$@" </dev/null
}
