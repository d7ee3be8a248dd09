# shellcheck shell=bash
# Chooses the AOT cache of a distribution. A JVM may run stale classes out of a cache without a
# word, so a cache is named by the content it was trained on, and only that name is ever used.
#
# DIST/MODULE-HASH.aot   the cache; HASH covers every jar's content and the JDK's `release` file
# DIST/aot.stamp         first line: the cache's name; the rest: the facts of aot_facts

# Sets AOT_FACTS: what cannot stay the same when a jar or the JDK is replaced, even by `cp -p`
# (name, size, mtime, ctime, inode). False on a system whose `stat` is unknown.
aot_facts() {
  local release files
  case $OSTYPE in
    linux-gnu*) files=$(stat -L -c '%n %s %.9Y %.9Z %i' "${LAUNCH_JARS[@]}") || return 1 ;;
    darwin*) files=$(stat -L -f '%N %z %Fm %Fc %i' "${LAUNCH_JARS[@]}") || return 1 ;;
    *) return 1 ;;
  esac
  IFS= read -r -d '' release <"$JDK_HOME/release" || true
  AOT_FACTS="$files"$'\n'"$release"
}

# Sets AOT_HASH: SHA-256 over every jar's name and content and the JDK's `release` file.
aot_hash() {
  local sum=(sha256sum)
  if [[ $OSTYPE == darwin* ]]; then sum=(shasum -a 256); fi
  AOT_HASH=$(cd "$1/lib" && { "${sum[@]}" "${LAUNCH_JARS[@]##*/}" && "${sum[@]}" <"$JDK_HOME/release"; } |
    "${sum[@]}") || return 1
  AOT_HASH=${AOT_HASH%% *}
}

# shellcheck disable=SC2034 # read by launch
# Sets AOT_OPTIONS for module $1 of distribution $2; empty when no cache fits, never an error.
aot_options() {
  local module=$1 dist=$2 name facts cache
  AOT_OPTIONS=()
  for cache in "$dist/$module"-*.aot; do
    if [[ ! -f $cache ]]; then return 0; fi
    break
  done
  if [[ -r $dist/aot.stamp ]] && aot_facts 2>/dev/null; then
    { IFS= read -r name && IFS= read -r -d '' facts; } <"$dist/aot.stamp" || true
    if [[ ${facts:-} == "$AOT_FACTS" && -f $dist/${name:-none} ]]; then
      AOT_OPTIONS=("-XX:AOTCache=$dist/$name")
      return 0
    fi
  fi
  if aot_hash "$dist" 2>/dev/null && [[ -f $dist/$module-$AOT_HASH.aot ]]; then
    AOT_OPTIONS=("-XX:AOTCache=$dist/$module-$AOT_HASH.aot")
  fi
}
