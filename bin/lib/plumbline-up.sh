# shellcheck shell=bash
# What `plumbline up` and `plumbline down` do, step by step.
#
# HOME/up/mcp-sonarqube.pid, .log   the server that `up` started
# HOME/up/mcp-token                 its bearer token, 0600
# HOME/up/sonarqube                 present when `up` started the local SonarQube
# HOME/sonarqube                    that SonarQube (see sonarqube-instance.sh)

readonly UP_PORT=4101
readonly UP_PROJECT=plumbline
readonly UP_TOKEN_NAME=plumbline-up

# Builds mcp-sonarqube unless its distribution is newer than every source of it.
up_build() {
  local log=$UP/build.log
  jdk_require
  if up_is_built; then
    say "Already built."
    return 0
  fi
  tools_require mvn
  say "Building, which takes a minute or two (log: $log) ..."
  up_maven -DskipTests -pl mcp-sonarqube -am package >"$log" 2>&1 || {
    say_tail "$log" 40
    die "the build failed; see $log."
  }
}

up_is_built() {
  local newer
  launch_is_built mcp-sonarqube "$UP_DIST/lib" || return 1
  newer=$(cd "$PLUMBLINE_ROOT" && find pom.xml shared mcp-sonarqube -name target -prune -o -type f \
    \( -path '*/src/main/*' -o -name pom.xml \) -newer "$(echo "$UP_DIST"/lib/mcp-sonarqube-[0-9]*.jar)" -print)
  [[ -z $newer ]]
}

up_maven() { (cd "$PLUMBLINE_ROOT" && maven "$@"); }

# Sets and exports SONARQUBE_URL and SONARQUBE_TOKEN: the ones given, or those of a local server.
up_sonarqube() {
  if [[ -n ${SONARQUBE_URL:-} ]]; then
    SONARQUBE_URL=${SONARQUBE_URL%/}
    say "Using $SONARQUBE_URL (from SONARQUBE_URL)."
    [[ -n ${SONARQUBE_TOKEN:-} ]] || die "SONARQUBE_URL is set, but SONARQUBE_TOKEN is not." \
      "Make a token at $SONARQUBE_URL/account/security and export SONARQUBE_TOKEN, or unset SONARQUBE_URL to have a local server."
    up_check_login
  else
    up_local_sonarqube
  fi
  export SONARQUBE_URL SONARQUBE_TOKEN
}

up_check_login() {
  local status
  status=$(sonarqube_status "$SONARQUBE_URL")
  [[ $status == UP ]] || die "the SonarQube server at $SONARQUBE_URL is not up (status: ${status:-no answer})." \
    "Check SONARQUBE_URL, or unset it to have a local server."
  sonarqube_login_works "$SONARQUBE_URL" "$SONARQUBE_TOKEN:" ||
    die "the server at $SONARQUBE_URL does not accept SONARQUBE_TOKEN." "Make a new one at $SONARQUBE_URL/account/security"
}

up_local_sonarqube() {
  local home=$UP_HOME/sonarqube port=9000 options=()
  if ! "$PLUMBLINE_ROOT/bin/sonarqube-local" status --home "$home" >/dev/null 2>&1; then
    if [[ ! -e $home/state ]]; then
      while port_taken "$port"; do port=$((port + 1)); done
      if ((port != 9000)); then say "Port 9000 is taken; using $port."; fi
      options=(--port "$port")
    fi
    : >"$UP/sonarqube"
  fi
  SONARQUBE_URL=$("$PLUMBLINE_ROOT/bin/sonarqube-local" start --home "$home" ${options[@]+"${options[@]}"}) ||
    die "the local SonarQube did not start; the reason is above."
  SONARQUBE_TOKEN=$("$PLUMBLINE_ROOT/bin/sonarqube-local" token --home "$home")
}

# Scans this very repository when the server has no analysed project.
up_scan() {
  local found log=$UP/scan.log task
  if [[ -n ${SONARQUBE_ORG:-} ]]; then
    say "SONARQUBE_ORG is set, so this is SonarQube Cloud, where nothing is scanned unasked."
    return 0
  fi
  found=$(sonarqube_call "$SONARQUBE_URL" "$SONARQUBE_TOKEN:" GET api/components/search qualifiers=TRK ps=1 | json_number total) ||
    die "cannot list the projects of $SONARQUBE_URL; its answer is above."
  if [[ $found != 0 ]]; then
    say "The server has projects ($found); nothing to scan."
    return 0
  fi
  tools_require mvn
  jdk_require
  say "The server is empty: scanning this repository, which takes two or three minutes (log: $log) ..."
  SONAR_TOKEN=$SONARQUBE_TOKEN SONAR_USER_HOME=$UP_HOME/scanner up_maven -DskipTests package \
    org.sonarsource.scanner.maven:sonar-maven-plugin:5.8.0.7211:sonar \
    -Dsonar.host.url="$SONARQUBE_URL" -Dsonar.projectKey="$UP_PROJECT" -Dsonar.projectName=Plumbline >"$log" 2>&1 || {
    say_tail "$log" 40
    die "the scan failed; see $log." "Run \"bin/plumbline up\" again once the cause is mended."
  }
  task=$(sed -n 's#.*api/ce/task?id=\([A-Za-z0-9_-]*\).*#\1#p' "$log" | tail -n 1)
  [[ -n $task ]] || die "the scan named no background task; see $log."
  up_await_task "$task"
}

up_await_task() {
  local status waited=0
  say "Waiting for SonarQube to take the report in ..."
  while :; do
    status=$(sonarqube_call "$SONARQUBE_URL" "$SONARQUBE_TOKEN:" GET api/ce/task "id=$1" | json_field status) || status=
    case $status in
      SUCCESS) return 0 ;;
      FAILED | CANCELED) die "SonarQube's background task $1 ended as $status." "See $SONARQUBE_URL/project/background_tasks?id=$UP_PROJECT" ;;
    esac
    ((waited < 300)) || die "SonarQube's background task $1 is not done after $waited s (${status:-no answer})." \
      "See $SONARQUBE_URL/project/background_tasks?id=$UP_PROJECT"
    sleep 1
    waited=$((waited + 1))
  done
}

# Ends the script when another program has the port of the MCP server.
up_port() {
  if ! process_alive "$UP/mcp-sonarqube.pid" && port_taken "$UP_PORT"; then
    die "port $UP_PORT is taken by another program, so mcp-sonarqube cannot listen there." \
      "Find it with: ss -ltnp 'sport = :$UP_PORT' (macOS: lsof -i :$UP_PORT), end it, and run this again."
  fi
}

# Makes the bearer token that clients show to the MCP server, or keeps the one that is there.
up_token() {
  local file=$UP/mcp-token listed=no token
  if "$PLUMBLINE_ROOT/bin/mcp-sonarqube" token list | grep -qw "$UP_TOKEN_NAME"; then listed=yes; fi
  if [[ -s $file && $listed == yes ]]; then return 0; fi
  if [[ $listed == yes ]]; then "$PLUMBLINE_ROOT/bin/mcp-sonarqube" token revoke "$UP_TOKEN_NAME" >&2 || true; fi
  token=$("$PLUMBLINE_ROOT/bin/mcp-sonarqube" token create --name "$UP_TOKEN_NAME" --role operator | tail -n 1) && [[ -n $token ]] ||
    die "no token for the MCP server could be made; the reason is above."
  (umask 077 && printf '%s\n' "$token" >"$file")
}

# Starts mcp-sonarqube on HTTP and waits for its /health.
up_server() {
  local record=$UP/mcp-sonarqube.pid log=$UP/mcp-sonarqube.log waited
  if process_alive "$record"; then
    if [[ $(up_facts) == "$(cat "$UP/mcp-sonarqube.for" 2>/dev/null)" ]]; then
      say "mcp-sonarqube is already running at $UP_URL (process $PROCESS_PID)."
      return 0
    fi
    say "mcp-sonarqube runs for another SonarQube or an older build; starting it anew."
    process_stop "$record" 15
  fi
  up_port
  : >"$log"
  process_start "$record" "$log" "$PLUMBLINE_ROOT" \
    "$PLUMBLINE_ROOT/bin/mcp-sonarqube" serve --transport http,sse --host 127.0.0.1 --port "$UP_PORT"
  for ((waited = 0; waited < 300; waited++)); do
    if ! process_alive "$record"; then
      say_tail "$log" 30
      die "mcp-sonarqube ended while starting; see $log."
    fi
    if curl -sf --max-time 2 -o /dev/null "http://127.0.0.1:$UP_PORT/health"; then
      up_facts >"$UP/mcp-sonarqube.for"
      say "mcp-sonarqube is up at $UP_URL (process $PROCESS_PID, log $log)."
      return 0
    fi
    sleep 0.2
  done
  say_tail "$log" 30
  die "mcp-sonarqube does not answer at http://127.0.0.1:$UP_PORT/health after 60 s; see $log."
}

# What a running server was started for; it is started anew when this changes.
up_facts() {
  printf '%s\n' "$SONARQUBE_URL" "$(printf '%s' "$SONARQUBE_TOKEN" | sonarqube_sha256 -)"
  cat "$UP_DIST"/lib/*.jar | sonarqube_sha256 -
}

# The snippets to paste and one question with its real answer, on stdout.
up_show() {
  local client key
  printf '\nPaste one of these into your chat client; PLUMBLINE_TOKEN, its bearer token, is in %s:\n' "$UP/mcp-token"
  for client in claude-desktop claude-code cursor vscode; do
    printf '\n--- %s ---\n' "$client"
    "$PLUMBLINE_ROOT/bin/mcp-sonarqube" config --http --url "$UP_URL" "$client" || die "the snippet for $client could not be made; the reason is above."
  done
  key=$(up_sample_project)
  if [[ -z $key ]]; then return 0; fi
  printf '\n--- Ask it: "How is the quality of %s?" It answers from: ---\n' "$key"
  "$PLUMBLINE_ROOT/bin/mcp-sonarqube" call get_project_quality "project_key=$key" ||
    die "the sample question got no answer; the reason is above."
}

# The key to ask about: this repository's, or the first project of the server.
up_sample_project() {
  local found
  if found=$(sonarqube_call "$SONARQUBE_URL" "$SONARQUBE_TOKEN:" GET api/components/show "component=$UP_PROJECT" 2>/dev/null); then
    echo "$UP_PROJECT"
  else
    sonarqube_call "$SONARQUBE_URL" "$SONARQUBE_TOKEN:" GET api/components/search qualifiers=TRK ps=1 |
      sed 's/.*"components":\[//' | json_field key
  fi
}
