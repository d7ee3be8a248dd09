# shellcheck shell=bash
# What `plumbline up` and `plumbline down` do, step by step.
#
# HOME/up/NAME.pid, .log, .for      a server that `up` started, its log, and what it was started for
# HOME/up/mcp-token                 its bearer token, 0600
# HOME/up/gateway-key               the gateway's first virtual key, 0600
# HOME/up/sonarqube                 present when `up` started the local SonarQube
# HOME/sonarqube                    that SonarQube (see sonarqube-instance.sh)

readonly UP_PORT=4101
readonly UP_STATS_PORT=4102
readonly UP_ADMIN_PORT=4103
readonly UP_GATEWAY_PORT=4000
readonly UP_PROJECT=plumbline
readonly UP_TOKEN_NAME=plumbline-up
readonly UP_PROGRAMS=(llm-gateway mcp-llm-stats mcp-cost-admin mcp-sonarqube)

# Builds the servers unless their distributions are newer than every source of them.
up_build() {
  local log=$UP/build.log name missing=()
  jdk_require
  for name in "${UP_PROGRAMS[@]}"; do
    up_is_built "$name" || missing+=("$name")
  done
  if ((${#missing[@]} == 0)); then
    say "Already built."
    return 0
  fi
  tools_require mvn
  say "Building, which takes a minute or two (log: $log) ..."
  up_maven -Dmaven.test.skip=true -pl "$(IFS=, && echo "${UP_PROGRAMS[*]}")" -am package >"$log" 2>&1 || {
    say_tail "$log" 40
    die "the build failed; see $log."
  }
}

up_is_built() {
  local newer lib
  lib=$(up_lib "$1")
  launch_is_built "$1" "$lib" || return 1
  newer=$(cd "$PLUMBLINE_ROOT" && find pom.xml shared "$1" -name target -prune -o -type f \
    \( -path '*/src/main/*' -o -name pom.xml \) -newer "$(echo "$lib/$1"-[0-9]*.jar)" -print)
  [[ -z $newer ]]
}

up_lib() { echo "$PLUMBLINE_ROOT/$1/target/dist/lib"; }

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

# Ends the script when another program has port $2 of server $1.
up_port() {
  if ! process_alive "$UP/$1.pid" && port_taken "$2"; then
    die "port $2 is taken by another program, so $1 cannot listen there." \
      "Find it with: ss -ltnp 'sport = :$2' (macOS: lsof -i :$2), end it, and run this again."
  fi
}

# Makes the bearer token that clients show to the MCP servers, or keeps the one that is there.
up_token() {
  local file=$UP/mcp-token listed=no token
  if "$PLUMBLINE_ROOT/bin/mcp-sonarqube" token list | grep -qw "$UP_TOKEN_NAME"; then listed=yes; fi
  if [[ -s $file && $listed == yes ]]; then return 0; fi
  if [[ $listed == yes ]]; then "$PLUMBLINE_ROOT/bin/mcp-sonarqube" token revoke "$UP_TOKEN_NAME" >&2 || true; fi
  token=$("$PLUMBLINE_ROOT/bin/mcp-sonarqube" token create --name "$UP_TOKEN_NAME" --role admin | tail -n 1) && [[ -n $token ]] ||
    die "no token for the MCP server could be made; the reason is above."
  (umask 077 && printf '%s\n' "$token" >"$file")
}

# Starts program $1 on port $2 for the facts $3, with further arguments; up_ready waits for it.
# One that runs for other facts or of an older build is started anew.
up_begin() {
  local name=$1 port=$2 facts record=$UP/$1.pid log=$UP/$1.log
  facts=$3$'\n'$(up_build_hash "$name")
  shift 3
  if process_alive "$record"; then
    if [[ $facts == "$(cat "$UP/$name.for" 2>/dev/null)" ]]; then return 0; fi
    say "$name runs with other data or of an older build; starting it anew."
    process_stop "$record" 15
  fi
  up_port "$name" "$port"
  : >"$log"
  rm -f "$UP/$name.for"
  process_start "$record" "$log" "$PLUMBLINE_ROOT" \
    "$PLUMBLINE_ROOT/bin/$name" serve --host 127.0.0.1 --port "$port" "$@"
  printf '%s\n' "$facts" >"$UP/$name.for"
}

# Waits until program $1, which was begun on port $2, answers.
up_ready() {
  local name=$1 port=$2 record=$UP/$1.pid log=$UP/$1.log waited
  for ((waited = 0; waited < 600; waited++)); do
    if ! process_alive "$record"; then
      say_tail "$log" 30
      die "$name ended while starting; see $log."
    fi
    if curl -sf --max-time 2 -o /dev/null "http://127.0.0.1:$port/health"; then
      say "$name is up at http://127.0.0.1:$port (process $PROCESS_PID, log $log)."
      return 0
    fi
    sleep 0.1
  done
  say_tail "$log" 30
  die "$name does not answer at http://127.0.0.1:$port/health after 60 s; see $log."
}

up_build_hash() { cat "$(up_lib "$1")"/*.jar | sonarqube_sha256 -; }

up_sonarqube_server() {
  up_begin mcp-sonarqube "$UP_PORT" \
    "$SONARQUBE_URL"$'\n'"$(printf '%s' "$SONARQUBE_TOKEN" | sonarqube_sha256 -)" --transport http,sse
  up_ready mcp-sonarqube "$UP_PORT"
}

# Begins the gateway: with the providers whose keys are in the environment, else with a stand-in.
up_gateway_begin() {
  local options=(--stand-in) name
  UP_GATEWAY_MODEL=stand-in/gpt-4o-mini
  for name in OPENAI:openai/gpt-4o-mini ANTHROPIC:anthropic/claude-haiku-4-5 OPENROUTER:openrouter/openai/gpt-4o-mini \
    GROQ:groq/llama-3.1-8b-instant MISTRAL:mistral/mistral-small-latest DEEPSEEK:deepseek/deepseek-chat; do
    if [[ -n $(printenv "${name%%:*}_API_KEY") ]]; then
      options=()
      UP_GATEWAY_MODEL=${name#*:}
      break
    fi
  done
  up_begin llm-gateway "$UP_GATEWAY_PORT" "$UP_GATEWAY_MODEL" ${options[@]+"${options[@]}"}
}

# Makes the first virtual key, or keeps the one that is there.
up_gateway_key() {
  local file=$UP/gateway-key key
  if [[ -s $file ]]; then return 0; fi
  key=$("$PLUMBLINE_ROOT/bin/llm-gateway" key create --name "first key" | grep -o 'pl-[0-9A-Za-z]*-[0-9A-Za-z]*') && [[ -n $key ]] ||
    die "no key for the gateway could be made; the reason is above."
  (umask 077 && printf '%s\n' "$key" >"$file")
}

# Sends one small request, so that there is something to see.
up_gateway_request() {
  local answer=$UP/gateway-answer status
  status=$(printf 'header = "Authorization: Bearer %s"\n' "$(cat "$UP/gateway-key")" |
    curl -s -K - -o "$answer" -w '%{http_code}' --max-time 60 -H 'content-type: application/json' \
      -d "{\"model\":\"$UP_GATEWAY_MODEL\",\"max_tokens\":20,\"messages\":[{\"role\":\"user\",\"content\":\"Name a river.\"}]}" \
      "http://127.0.0.1:$UP_GATEWAY_PORT/v1/chat/completions") || status=000
  if [[ $status == 200 ]]; then
    say "A first request to $UP_GATEWAY_MODEL was answered."
  else
    warn "the first request to $UP_GATEWAY_MODEL failed (HTTP $status): $(head -c 300 "$answer" 2>/dev/null)"
  fi
}

# How applications use the gateway, on stdout.
up_show_gateway() {
  printf '\n--- For applications: the gateway (a key is in %s) ---\n' "$UP/gateway-key"
  printf 'OpenAI SDKs:    base URL http://127.0.0.1:%s/v1, model %s\n' "$UP_GATEWAY_PORT" "$UP_GATEWAY_MODEL"
  printf 'Anthropic SDKs: base URL http://127.0.0.1:%s\n' "$UP_GATEWAY_PORT"
}

# Begins mcp-llm-stats on the ledger there is, or on the sample organisation when there is none, and
# keeps the answer to a first question in UP/stats-answer.
up_stats_begin() {
  local ledger=own problem
  UP_STATS_OPTIONS=()
  if ! problem=$(up_stats_ask 2>&1); then
    case $problem in
      *"no usage data yet"*)
        UP_STATS_OPTIONS=(--demo) ledger=demo
        up_stats_ask || true
        ;;
      *) warn "mcp-llm-stats cannot read its ledger yet: $problem" ;;
    esac
  fi
  up_begin mcp-llm-stats "$UP_STATS_PORT" "${PLUMBLINE_LEDGER:-$ledger}" --transport http,sse \
    ${UP_STATS_OPTIONS[@]+"${UP_STATS_OPTIONS[@]}"}
}

up_stats_ask() {
  "$PLUMBLINE_ROOT/bin/mcp-llm-stats" call ${UP_STATS_OPTIONS[@]+"${UP_STATS_OPTIONS[@]}"} get_llm_stats >"$UP/stats-answer"
}

# Begins mcp-cost-admin over the gateway that `up` started, or over what PLUMBLINE_BACKEND names.
up_admin_begin() {
  up_begin mcp-cost-admin "$UP_ADMIN_PORT" "${PLUMBLINE_BACKEND:-gateway}" --transport http,sse \
    --toolsets keys,budgets,accounting,alerts,alerting
}

# Stops server $1, if it runs.
up_stop() {
  if [[ -s $UP/$1.pid ]] && process_alive "$UP/$1.pid"; then
    process_stop "$UP/$1.pid" 15
    say "$1 is stopped."
  else
    rm -f "$UP/$1.pid"
    say "$1 is not running."
  fi
}

# One line about server $1 on port $2; false when it is down.
up_status() {
  if process_alive "$UP/$1.pid" && curl -sf --max-time 5 -o /dev/null "http://127.0.0.1:$2/health"; then
    printf '%-16s up: http://127.0.0.1:%s for %s, process %s, log %s\n' \
      "$1" "$2" "$(head -n 1 "$UP/$1.for")" "$PROCESS_PID" "$UP/$1.log"
  else
    printf '%-16s down\n' "$1"
    return 1
  fi
}

# What is useful before SonarQube is up, on stdout.
up_show_spend() {
  printf '\nBearer token of the MCP servers, PLUMBLINE_TOKEN: in %s\n' "$UP/mcp-token"
  printf '\n--- claude-code, for LLM statistics and cost administration (others: bin/mcp-llm-stats config --http CLIENT) ---\n'
  up_snippet mcp-llm-stats claude-code
  up_snippet mcp-cost-admin claude-code
  up_show_gateway
  printf '\n--- Ask it: "What did our LLM use cost this week?" It answers from: ---\n'
  cat "$UP/stats-answer"
  if ((${#UP_STATS_OPTIONS[@]} > 0)); then
    printf '\nThis is SAMPLE DATA of a made-up organisation. Your own: bin/plumbline import --help, then bin/plumbline up again.\n'
  fi
  printf '\n--- Ask it: "%s" ---\n' "Give marketing a key with 50 dollars a month, warn them at 80 %."
}

# How client $2 connects to server $1.
up_snippet() {
  "$PLUMBLINE_ROOT/bin/$1" config --http "$2" || die "the snippet for $2 could not be made; the reason is above."
}

# How clients connect to mcp-sonarqube, and one question with its real answer, on stdout.
up_show_quality() {
  local client key
  printf '\nPaste one of these into your chat client for code quality:\n'
  for client in claude-desktop claude-code cursor vscode; do
    printf '\n--- %s ---\n' "$client"
    up_snippet mcp-sonarqube "$client"
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
