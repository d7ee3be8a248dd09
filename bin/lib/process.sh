# shellcheck shell=bash disable=SC2034 # what is set here is read by those who source this
# Background processes and ports. A process is recorded as "PID START" so that a later process
# which got the same number is never mistaken for it.

# The start time of process $1, in ticks on Linux; false when it is gone.
process_started() {
  local line fields threads
  if [[ -d /proc/self ]]; then
    { IFS= read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
    # The command name, in parentheses, may hold spaces; the start time is field 20 after it.
    read -r -a fields <<<"${line##*) }"
    # A zombie is gone once its last thread is: until then it holds its ports.
    threads=("/proc/$1/task"/*)
    if [[ ${fields[0]} == Z ]] && ((${#threads[@]} <= 1)); then return 1; fi
    printf '%s\n' "${fields[19]}"
  else
    line=$(LC_ALL=C TZ=UTC ps -o lstart= -p "$1") && [[ -n $line ]] && printf '%s\n' "${line// /_}"
  fi
}

# Sets PROCESS_PID when the process recorded in file $1 still runs.
process_alive() {
  local pid started
  [[ -r $1 ]] && read -r pid started <"$1" || return 1
  [[ $(process_started "$pid") == "$started" ]] || return 1
  PROCESS_PID=$pid
}

# Starts a command detached from this terminal, with no file of the caller left open, and records
# it in file $1; its output goes to file $2, its working folder is $3.
process_start() {
  local record=$1 log=$2 folder=$3 detach=(nohup)
  shift 3
  if command -v setsid >/dev/null; then detach=(setsid nohup); fi
  (
    cd "$folder" || exit 1
    process_close_files
    exec "${detach[@]}" "$@" </dev/null >>"$log" 2>&1
  ) &
  PROCESS_PID=$!
  process_record "$record" "$PROCESS_PID"
}

process_record() {
  local started
  started=$(process_started "$2") || return 1
  printf '%s %s\n' "$2" "$started" >"$1"
}

process_close_files() {
  local file number
  for file in /dev/fd/*; do
    number=${file##*/}
    # 255 is the shell's own script and is not inherited.
    if [[ $number =~ ^[0-9]+$ ]] && ((number > 2 && number != 255)); then eval "exec $number>&-"; fi
  done 2>/dev/null
}

# Every process of the tree recorded in file $1, as lines "PID START": the session that
# process_start made, or the descendants where there is no setsid.
process_tree() {
  local pid started child
  read -r pid started <"$1" || return 0
  local found
  if found=$(process_started "$pid") && [[ $found != "$started" ]]; then return 0; fi
  for child in $(process_members "$pid"); do
    if found=$(process_started "$child"); then printf '%s %s\n' "$child" "$found"; fi
  done
}

process_members() {
  if command -v setsid >/dev/null; then
    ps -e -o pid=,sess= | awk -v session="$1" '$2 == session { print $1 }'
  else
    local child
    printf '%s\n' "$1"
    for child in $(pgrep -P "$1" || true); do process_members "$child"; done
  fi
}

# Asks the recorded process of file $1 to end, waits up to $2 seconds for its whole tree, then
# kills what is left of it, and removes the record.
process_stop() {
  local record=$1 seconds=$2 tree pid started waited=0 left
  tree=$(process_tree "$record")
  if process_alive "$record"; then
    kill "$PROCESS_PID" 2>/dev/null || true
  else
    # Its children outlived it and have nobody to tell them.
    while read -r pid started; do
      if [[ -n $pid ]]; then kill "$pid" 2>/dev/null || true; fi
    done <<<"$tree"
  fi
  while :; do
    left=$(process_left <<<"$tree")
    if [[ -z $left ]]; then break; fi
    if ((waited >= seconds * 5)); then
      warn "still running after $seconds s, killing: ${left//$'\n'/ }"
      # shellcheck disable=SC2086 # a list of numbers
      kill -9 $left 2>/dev/null || true
      seconds=$((seconds + 10))
    fi
    sleep 0.2
    waited=$((waited + 1))
  done
  rm -f "$record"
}

# Reads lines "PID START" and prints the numbers of those that still run.
process_left() {
  local pid started
  while read -r pid started; do
    if [[ -n $pid && $(process_started "$pid") == "$started" ]]; then printf '%s\n' "$pid"; fi
  done
}

# True when something listens on port $1 of the loopback interface.
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Sets PORT_FREE to a port nobody listens on, outside of the range that outgoing connections use.
port_pick() {
  local tries
  for ((tries = 0; tries < 200; tries++)); do
    PORT_FREE=$((20000 + RANDOM % 12000))
    if ! port_taken "$PORT_FREE"; then return 0; fi
  done
  die "no free port found between 20000 and 32000."
}

# Ends the script unless $1 is a port number.
port_check() {
  [[ $1 =~ ^[0-9]{1,5}$ ]] && ((10#$1 >= 1024 && 10#$1 <= 65535)) ||
    die "'$1' is not a port: wanted a number from 1024 to 65535."
}
