# shellcheck shell=bash
# One SonarQube server: its folders, its process, its secrets. Many share one distribution.
#
# HOME/state            version, port, runtime, one KEY=VALUE a line
# HOME/pid              the recorded process
# HOME/admin-password, HOME/token   secrets of the owner, 0600
# RUNTIME/server        what SonarQube takes for its installation: links into the distribution
# RUNTIME/{data,logs,temp}
#
# RUNTIME is HOME itself, but for root it is a folder below /var/lib/plumbline of the unprivileged
# user that SonarQube runs as: SonarQube refuses root, and that user may not reach HOME.

readonly SERVICE_USER=plumbline

instance_base() { if ((EUID == 0)); then echo /var/lib/plumbline; else plumbline_home; fi; }

instance_default_home() { echo "$(plumbline_home)/sonarqube"; }

# Names the instance whose home is $1; creates nothing.
instance_open() {
  local key value
  INSTANCE=$1
  if [[ $INSTANCE != /* ]]; then INSTANCE=$PWD/$INSTANCE; fi
  STATE_version='' STATE_port='' STATE_runtime=''
  if [[ ! -r $INSTANCE/state ]]; then return 0; fi
  while IFS='=' read -r key value; do
    case $key in
      version) STATE_version=$value ;;
      port) STATE_port=$value ;;
      runtime) STATE_runtime=$value ;;
      *) die "unknown key '$key' in $INSTANCE/state." "Remove $INSTANCE to begin anew." ;;
    esac
  done <"$INSTANCE/state"
}

instance_save() {
  printf 'version=%s\nport=%s\nruntime=%s\n' "$STATE_version" "$STATE_port" "$STATE_runtime" >"$INSTANCE/state.new"
  mv "$INSTANCE/state.new" "$INSTANCE/state"
}

instance_url() { echo "http://127.0.0.1:$STATE_port"; }

instance_start() {
  local port=$1 version=$2
  umask 077
  (umask 022 && mkdir -p "$INSTANCE") && chmod 700 "$INSTANCE" ||
    die "cannot make the folder $INSTANCE." "Name another one with --home."
  if command -v flock >/dev/null; then
    exec 8>"$INSTANCE/lock"
    flock -n 8 || { say "Another start of $INSTANCE is under way; waiting for it."; flock 8; }
    instance_open "$INSTANCE"
  fi
  if process_alive "$INSTANCE/pid"; then
    [[ -z $port || $port == "$STATE_port" ]] ||
      die "this SonarQube already runs on port $STATE_port, not $port." "Stop it first, or use another --home for a second one."
    [[ -z $version || $version == "$STATE_version" ]] ||
      die "this SonarQube already runs, as version $STATE_version, not $version." "Use another --home for a second one."
    say "SonarQube $STATE_version is already running at $(instance_url)."
  else
    instance_launch "${port:-${STATE_port:-9000}}" "${version:-${STATE_version:-$SONARQUBE_VERSION}}"
  fi
  instance_await
  instance_secure
  instance_url
}

instance_launch() {
  local port=$1 version=$2
  [[ -z $STATE_version || $STATE_version == "$version" ]] ||
    die "the data in $INSTANCE belong to SonarQube $STATE_version and cannot move to $version." "Use another --home for version $version."
  if [[ -s $INSTANCE/pid ]]; then process_stop "$INSTANCE/pid" 20; fi
  if port_taken "$port"; then
    die "port $port is taken by another program." "Name another one: bin/sonarqube-local start --port N"
  fi
  sonarqube_facts "$version"
  sonarqube_jdk
  tools_require curl ps
  instance_user
  sonarqube_dist "$version" "$(instance_base)/sonarqube-dist"
  STATE_version=$version STATE_port=$port
  instance_folders
  instance_save
  say "Starting SonarQube $version on port $port (Java: $JDK_HOME) ..."
  instance_run
}

# Makes the unprivileged user, and says so when it cannot run the JDK.
instance_user() {
  ((EUID == 0)) || return 0
  [[ $OSTYPE == linux* ]] || die "SonarQube does not run as root; start this as an ordinary user."
  tools_require useradd setpriv
  if ! id "$SERVICE_USER" >/dev/null 2>&1; then
    useradd --system --user-group --no-create-home --home-dir /var/lib/plumbline --shell /usr/sbin/nologin "$SERVICE_USER"
  fi
  (umask 022 && mkdir -p /var/lib/plumbline/instances /var/lib/plumbline/sonarqube-dist)
  instance_as test -x "$JDK_HOME/bin/java" ||
    die "the user $SERVICE_USER, as which SonarQube runs, cannot reach $JDK_HOME." "Install a JDK below /usr/lib/jvm or /opt and name it with PLUMBLINE_JAVA_HOME."
}

# Runs a command as the unprivileged user where this is root.
instance_as() {
  if ((EUID == 0)); then
    setpriv --reuid="$SERVICE_USER" --regid="$SERVICE_USER" --clear-groups --no-new-privs "$@"
  else
    "$@"
  fi
}

instance_folders() {
  if [[ -z $STATE_runtime || ! -d $STATE_runtime ]]; then
    STATE_runtime=$INSTANCE
    if ((EUID == 0)); then
      instance_sweep
      STATE_runtime=$(mktemp -d /var/lib/plumbline/instances/XXXXXXXX)
      printf '%s\n' "$INSTANCE" >"$STATE_runtime/home"
    fi
    # Secrets without their data are of no use.
    rm -f "$INSTANCE/admin-password" "$INSTANCE/token"
  fi
  mkdir -p "$STATE_runtime/data" "$STATE_runtime/logs" "$STATE_runtime/temp"
  instance_link
  if ((EUID == 0)); then
    # Not the rest of server/: its jar is a hard link into the distribution, which stays root's.
    chown -R "$SERVICE_USER:$SERVICE_USER" "$STATE_runtime"/{data,logs,temp} "$STATE_runtime"/server/{extensions,conf}
    chown "$SERVICE_USER:$SERVICE_USER" "$STATE_runtime"
    chmod a+rx "$STATE_runtime/server" "$STATE_runtime/server/lib"
  fi
}

# Makes RUNTIME/server from links. SonarQube takes the real path of its jar for its home, so that
# one must be no symbolic link; what it writes to (extensions, conf) is a copy. Nor may lib/scanner:
# servers before 10.0 hand scanners nothing out of a linked folder.
instance_link() {
  local server=$STATE_runtime/server entry jar=lib/sonar-application-$STATE_version.jar
  rm -rf "${server:?}/lib"
  mkdir -p "$server/lib"
  for entry in "$SONARQUBE_DIST"/* "$SONARQUBE_DIST"/lib/*; do
    entry=${entry#"$SONARQUBE_DIST/"}
    case $entry in
      data | logs | temp | lib) ;;
      extensions | conf) [[ -d $server/$entry ]] || cp -R "$SONARQUBE_DIST/$entry" "$server/" ;;
      lib/scanner) cp -RLp "$SONARQUBE_DIST/$entry" "$server/lib/" ;;
      "$jar") ln -f "$SONARQUBE_DIST/$entry" "$server/$entry" 2>/dev/null || cp -p "$SONARQUBE_DIST/$entry" "$server/$entry" ;;
      *) ln -sfn "$SONARQUBE_DIST/$entry" "$server/$entry" ;;
    esac
  done
}

# Removes the folders of instances whose home is gone. A home without a state is one that starts now.
instance_sweep() {
  local folder home
  for folder in /var/lib/plumbline/instances/*; do
    if [[ ! -r $folder/home ]]; then continue; fi
    IFS= read -r home <"$folder/home" || continue
    if [[ -d $home ]] || pgrep -f "$folder/" >/dev/null; then continue; fi
    say "Removing the data of $home, which is gone."
    rm -rf "$folder"
  done
}

# An environment of its own: nothing of the caller's, tokens above all, reaches the server.
instance_run() {
  local search database java as=()
  if ((EUID == 0)); then as=(setpriv --reuid="$SERVICE_USER" --regid="$SERVICE_USER" --clear-groups --no-new-privs); fi
  port_pick && search=$PORT_FREE
  port_pick && database=$PORT_FREE
  java=$JDK_HOME/bin/java
  : >"$INSTANCE/start.log"
  process_start "$INSTANCE/pid" "$INSTANCE/start.log" "$STATE_runtime/server" \
    env -i PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 HOME="$STATE_runtime" JAVA_HOME="$JDK_HOME" \
    SONAR_PATH_DATA="$STATE_runtime/data" SONAR_PATH_LOGS="$STATE_runtime/logs" SONAR_PATH_TEMP="$STATE_runtime/temp" \
    SONAR_WEB_HOST=127.0.0.1 SONAR_WEB_PORT="$STATE_port" SONAR_SEARCH_PORT="$search" SONAR_EMBEDDEDDATABASE_PORT="$database" \
    SONAR_WEB_JAVAOPTS="-Xmx768m" SONAR_CE_JAVAOPTS="-Xmx768m" SONAR_SEARCH_JAVAOPTS="-Xmx768m -Xms768m" \
    SONAR_ES_BOOTSTRAP_CHECKS_DISABLE=true SONAR_TELEMETRY_ENABLE=false SONAR_UPDATECENTER_ACTIVATE=false \
    ${as[@]+"${as[@]}"} "$java" -jar "$STATE_runtime/server/lib/sonar-application-$STATE_version.jar"
}

instance_await() {
  local url status='' waited=0 limit=${PLUMBLINE_SONARQUBE_TIMEOUT:-600}
  url=$(instance_url)
  while status=$(sonarqube_status "$url") && [[ $status != UP ]]; do
    if ! process_alive "$INSTANCE/pid"; then
      instance_tails
      die "SonarQube ended while starting; its last words are above." "All logs: $STATE_runtime/logs"
    fi
    if ((waited >= limit)); then
      instance_tails
      die "SonarQube is not up after $limit s (status: ${status:-no answer}); it goes on starting." \
        "Run start again to wait longer, or stop it. All logs: $STATE_runtime/logs"
    fi
    if ((waited > 0 && waited % 10 == 0)); then say "  ... $waited s, ${status:-no answer yet}"; fi
    sleep 1
    waited=$((waited + 1))
  done
  if ((waited > 0)); then say "SonarQube is up after $waited s."; fi
}

instance_tails() {
  say_tail "$INSTANCE/start.log" 15
  local log
  for log in web es ce; do say_tail "$STATE_runtime/logs/$log.log" 10; done
}

# Leaves no default password: sets a random one and makes a token.
instance_secure() {
  local url password
  url=$(instance_url)
  if [[ ! -s $INSTANCE/admin-password ]]; then
    # The ending satisfies every rule for passwords.
    printf '%s\n' "$(head -c 24 /dev/urandom | base64 | tr -d '/+=\n')-Aa1" >"$INSTANCE/admin-password"
  fi
  IFS= read -r password <"$INSTANCE/admin-password"
  if ! sonarqube_login_works "$url" "admin:$password"; then
    sonarqube_call "$url" admin:admin POST api/users/change_password \
      login=admin previousPassword=admin "password=$password" >/dev/null ||
      die "cannot set the administrator's password: neither the one in $INSTANCE/admin-password nor the default is accepted." \
        "Write the current password into that file, or remove $INSTANCE to begin anew."
    say "The administrator's password is now random, kept in $INSTANCE/admin-password"
  fi
  instance_make_token "$url" "$password"
}

instance_make_token() {
  local url=$1 password=$2 token=''
  if [[ -s $INSTANCE/token ]]; then IFS= read -r token <"$INSTANCE/token"; fi
  if [[ -n $token ]] && sonarqube_login_works "$url" "$token:"; then return 0; fi
  token=$(sonarqube_call "$url" "admin:$password" POST api/user_tokens/generate \
    "name=plumbline-$(date -u +%Y%m%dT%H%M%SZ)-$RANDOM" | json_field token) && [[ -n $token ]] ||
    die "SonarQube gave no token; its answer is above."
  (umask 077 && printf '%s\n' "$token" >"$INSTANCE/token")
}

instance_stop() {
  if ! process_alive "$INSTANCE/pid"; then
    if [[ -s $INSTANCE/pid ]]; then process_stop "$INSTANCE/pid" 20; fi
    say "No SonarQube is running from $INSTANCE."
    return 0
  fi
  say "Stopping SonarQube at $(instance_url) ..."
  process_stop "$INSTANCE/pid" 90
  say "Stopped."
}

instance_status() {
  local status
  if process_alive "$INSTANCE/pid"; then
    status=$(sonarqube_status "$(instance_url)")
    if [[ $status == UP ]]; then
      echo "up: SonarQube $STATE_version at $(instance_url), process $PROCESS_PID, logs in $STATE_runtime/logs"
      return 0
    fi
    echo "down: starting (${status:-no answer yet}), process $PROCESS_PID, logs in $STATE_runtime/logs"
  else
    echo "down: no SonarQube is running from $INSTANCE"
  fi
  exit 3
}

instance_token() {
  process_alive "$INSTANCE/pid" && [[ $(sonarqube_status "$(instance_url)") == UP ]] ||
    die "no SonarQube is up from $INSTANCE." "Start it: bin/sonarqube-local start --home $INSTANCE"
  instance_secure
  cat "$INSTANCE/token"
}
