# shellcheck shell=bash disable=SC2034 # JDK_HOME is read by those who source this
# Finds a JDK by reading the `release` file of each candidate folder; no JVM is started.

readonly JDK_WANTED=25

# True when folder $1 holds a JDK (compiler included) of major version $2.
jdk_is() {
  local line
  [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 1
  while IFS= read -r line || [[ -n $line ]]; do
    case $line in
      "JAVA_VERSION=\"$2\""* | "JAVA_VERSION=\"$2."*) return 0 ;;
      JAVA_VERSION=*) return 1 ;;
    esac
  done <"$1/release"
  return 1
}

# Sets JDK_HOME to a JDK of major version $1 (25 unless told); false when there is none.
jdk_find() {
  local wanted=${1:-$JDK_WANTED} home
  JDK_HOME=
  if [[ -n ${PLUMBLINE_JAVA_HOME:-} ]]; then
    jdk_is "$PLUMBLINE_JAVA_HOME" "$wanted" || return 1
    JDK_HOME=$PLUMBLINE_JAVA_HOME
    return 0
  fi
  for home in \
    "${JAVA_HOME:-/nonexistent}" \
    /usr/lib/jvm/* /usr/java/* /opt/* /opt/*/* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if jdk_is "$home" "$wanted"; then
      JDK_HOME=$home
      return 0
    fi
  done
  jdk_from_commands "$wanted"
}

# The slower last resorts: the java_home command of macOS, then `java` on the PATH.
jdk_from_commands() {
  local home
  if [[ -x /usr/libexec/java_home ]] && home=$(/usr/libexec/java_home -v "$1" 2>/dev/null); then
    if jdk_is "$home" "$1"; then
      JDK_HOME=$home
      return 0
    fi
  fi
  home=$(type -P java) || return 1
  home=$(readlink -f "$home") || return 1
  home=${home%/bin/java}
  jdk_is "$home" "$1" || return 1
  JDK_HOME=$home
}

# Sets JDK_HOME or ends the script, saying how to get a JDK.
jdk_require() {
  if jdk_find "$JDK_WANTED"; then return 0; fi
  if [[ -n ${PLUMBLINE_JAVA_HOME:-} ]]; then
    die "PLUMBLINE_JAVA_HOME=$PLUMBLINE_JAVA_HOME is not a JDK $JDK_WANTED." \
      "Point it at a folder that holds bin/javac and a \"release\" file of version $JDK_WANTED, or unset it to have one found."
  fi
  die "no JDK $JDK_WANTED found (JAVA_HOME=${JAVA_HOME:-unset}; /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks and the PATH were searched)." \
    "Get one:  Debian 13, Ubuntu 25.10 and newer:  sudo apt-get install openjdk-25-jdk-headless" \
    "          macOS:    brew install --cask temurin@25" \
    "          anywhere: an archive from https://adoptium.net, unpacked below /opt or ~/.jdks" \
    "A JDK in another folder: export PLUMBLINE_JAVA_HOME=/path/to/jdk-25"
}
