# shellcheck shell=bash disable=SC2034 # what is set here is read by those who source this
# Fetches what a build or a test needs: Debian packages where allowed, npm packages into .tools/.

# The Debian package that holds command $1.
tools_package() {
  case $1 in
    mvn) echo maven ;;
    node) echo nodejs ;;
    ps | pgrep) echo procps ;;
    setpriv | setsid | flock) echo util-linux ;;
    useradd) echo passwd ;;
    *) echo "$1" ;;
  esac
}

# Runs apt-get as root or through sudo that asks for no password; false where neither is possible.
tools_apt() {
  command -v apt-get >/dev/null || return 1
  if ((EUID == 0)); then
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" 1>&2
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" 1>&2
  else
    return 1
  fi
}

tools_may_install() {
  command -v apt-get >/dev/null || return 1
  ((EUID == 0)) || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

# Installs Debian packages, refreshing the package lists first.
tools_install() {
  say "Installing Debian packages: $*"
  tools_apt update || warn "apt-get update failed; trying with the lists at hand"
  tools_apt install -y --no-install-recommends "$@" || return 1
  hash -r
}

# Sets TOOLS_MISSING to those of the commands given that are not on the PATH.
tools_missing() {
  local command
  TOOLS_MISSING=()
  for command in "$@"; do
    command -v "$command" >/dev/null || TOOLS_MISSING+=("$command")
  done
}

# Makes sure that every command given is there, or ends the script with the exact list of what is not.
tools_require() {
  local command packages=() lines=()
  tools_missing "$@"
  if ((${#TOOLS_MISSING[@]} == 0)); then return 0; fi
  for command in "${TOOLS_MISSING[@]}"; do packages+=("$(tools_package "$command")"); done
  if tools_may_install; then tools_install "${packages[@]}" || true; fi
  tools_missing "$@"
  if ((${#TOOLS_MISSING[@]} == 0)); then return 0; fi
  packages=()
  for command in "${TOOLS_MISSING[@]}"; do
    packages+=("$(tools_package "$command")")
    lines+=("$command  (Debian package $(tools_package "$command"))")
  done
  die "missing on this machine, and not installable from here:" "${lines[@]}" \
    "Debian and Ubuntu: sudo apt-get install $(printf '%s\n' "${packages[@]}" | sort -u | paste -s -d' ' -)" \
    "macOS: brew install maven node shellcheck (the rest is part of macOS)"
}

# Sets JDK_HOME, installing Debian's JDK where it has one, or ends the script saying how to get it.
tools_jdk() {
  if ! jdk_find && [[ -z ${PLUMBLINE_JAVA_HOME:-} ]] && tools_may_install; then
    say "No JDK $JDK_WANTED found; asking Debian for openjdk-$JDK_WANTED-jdk-headless."
    tools_install "openjdk-$JDK_WANTED-jdk-headless" || say "This release of Debian has none."
  fi
  jdk_require
}

# Prints where a JDK of major version $1 is; JDK_HOME, the JDK of the build, stays as it is.
tools_find_jdk() (
  PLUMBLINE_JAVA_HOME='' jdk_find "$1" && say "$JDK_HOME"
)

# Makes sure that there is a JDK of the older major version $1 beside the one of the build.
tools_older_jdk() {
  if tools_find_jdk "$1"; then return 0; fi
  if tools_may_install; then tools_install "openjdk-$1-jdk-headless" || true; fi
  tools_find_jdk "$1" ||
    die "no JDK $1 found, which SonarQube 9.9 runs on, and it is not installable from here." \
      "Debian and Ubuntu: sudo apt-get install openjdk-$1-jdk-headless" \
      "Without it: bin/verify --fast"
}

# Fetches the locked npm packages of test-kit/npm into .tools/npm and sets PLUMBLINE_NPM and
# PLUMBLINE_NODE. A finished fetch of the same lock file is kept.
tools_npm() {
  local from=$PLUMBLINE_ROOT/test-kit/npm into=$PLUMBLINE_ROOT/.tools/npm
  PLUMBLINE_NPM=$into/node_modules
  if ! cmp -s "$from/package-lock.json" "$into/fetched.lock"; then
    say "Fetching npm packages into .tools/npm ..."
    mkdir -p "$into"
    rm -f "$into/fetched.lock"
    cp "$from/package.json" "$from/package-lock.json" "$into/"
    (cd "$into" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) 1>&2 ||
      die "npm ci failed in $into; the reason is above." "Check that npm reaches its registry: npm ping"
    cp "$from/package-lock.json" "$into/fetched.lock"
  fi
  tools_node
}

# True when node $1 is at least 22.19, the oldest that the MCP inspector runs on.
tools_node_fits() {
  local version
  version=$("$1" --version 2>/dev/null) || return 1
  version=${version#v}
  local major=${version%%.*} rest=${version#*.}
  ((major > 22 || (major == 22 && ${rest%%.*} >= 19)))
}

# Sets PLUMBLINE_NODE: the fetched Node.js, or one on the PATH that is new enough.
tools_node() {
  local node
  for node in "$PLUMBLINE_NPM"/node-*/bin/node "$(type -P node)"; do
    if tools_node_fits "$node"; then
      PLUMBLINE_NODE=$node
      return 0
    fi
  done
  die "no Node.js 22.19 or newer: npm has none to fetch for $(uname -sm), and \`node\` is $(node --version 2>/dev/null || echo missing)." \
    "Install one from https://nodejs.org and put it on the PATH."
}
