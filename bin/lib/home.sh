# shellcheck shell=bash
# The folder that keeps data, logs and tokens of this user.

plumbline_home() {
  local home=${PLUMBLINE_HOME:-${XDG_DATA_HOME:-${HOME:?is not set}/.local/share}/plumbline}
  if [[ $home != /* ]]; then home=$PWD/$home; fi
  printf '%s\n' "$home"
}
