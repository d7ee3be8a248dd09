# shellcheck shell=bash
# The few calls of SonarQube's web API that setting a server up needs. Secrets go to curl by its
# standard input, never on a command line.

# sonarqube_call URL USER:PASSWORD|TOKEN: METHOD PATH [NAME=VALUE...]; prints the answer's body.
# False unless the server answers 2xx; its own message then goes to stderr.
sonarqube_call() {
  local url=$1 login=$2 method=$3 path=$4 field body status
  shift 4
  body=$({
    printf 'user = "%s"\n' "$(sonarqube_quote "$login")"
    if [[ $method == GET ]]; then printf 'get\n'; fi
    for field in "$@"; do printf 'data-urlencode = "%s"\n' "$(sonarqube_quote "$field")"; done
  } | curl -sS --max-time 60 -X "$method" -w '\n%{http_code}' --config - "$url/$path" 2>&1) || true
  status=${body##*$'\n'}
  body=${body%$'\n'*}
  if [[ $status == 2?? ]]; then
    printf '%s\n' "$body"
    return 0
  fi
  say "  $method $path: $status $body"
  return 1
}

sonarqube_quote() {
  local text=${1//\\/\\\\}
  printf '%s' "${text//\"/\\\"}"
}

# The string field $1 of the JSON object on stdin (first occurrence, no escapes in it).
json_field() { sed -n 's/.*"'"$1"'":"\([^"\\]*\)".*/\1/p' | head -n 1; }

# The status word of the server at $1 (UP, STARTING ...), or nothing.
sonarqube_status() {
  curl -s --max-time 5 "$1/api/system/status" 2>/dev/null | json_field status || true
}

# True when the login is accepted.
sonarqube_login_works() {
  [[ $(sonarqube_call "$1" "$2" GET api/authentication/validate 2>/dev/null) == *'"valid":true'* ]]
}

# The number field $1 of the JSON object on stdin.
json_number() { sed -n 's/.*"'"$1"'":\([0-9][0-9]*\).*/\1/p' | head -n 1; }
