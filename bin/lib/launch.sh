# shellcheck shell=bash
# Starts a Java program of this checkout: builds its distribution if absent, then becomes the JVM.
# Nothing here may write to stdout, which carries MCP.

# The collector and the compiler must be the same in training and in every run; the -Xlog pair
# keeps the JVM's own warnings off stdout, and protobuf's use of Unsafe needs no warning at all.
readonly LAUNCH_GC=-XX:+UseSerialGC
readonly LAUNCH_FLAGS=(-XX:TieredStopAtLevel=1 -Xms4m -Xmx128m -XX:-UsePerfData
  -Xlog:disable -Xlog:all=warning:stderr --sun-misc-unsafe-memory-access=allow)

# Sets LAUNCH_MODULE: what one module's JVM needs beyond that, in training as in every run.
launch_module_flags() {
  LAUNCH_MODULE=()
  case $1 in
    # DuckDB is native code; the rows of a year by day and user take room.
    mcp-llm-stats) LAUNCH_MODULE=(--enable-native-access=ALL-UNNAMED -Xmx512m) ;;
    # It runs for long and under load, which is what the second compiler is for. From a small heap
    # its start would collect a hundred times.
    llm-gateway) LAUNCH_MODULE=(--enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=4
      -XX:+UseCompactObjectHeaders -Xms96m -Xmx512m) ;;
    # As much as an import may have.
    benchmarks) LAUNCH_MODULE=(--enable-native-access=ALL-UNNAMED -Xmx1g) ;;
  esac
}

# Sets LAUNCH_JARS (sorted by name whatever the locale) of the distribution folder $1.
launch_jars() {
  local LC_ALL=C
  LAUNCH_JARS=("$1"/*.jar)
}

# True when the distribution $2 of module $1 is complete: its own jar is written last.
launch_is_built() {
  local jar
  for jar in "$2/$1"-[0-9]*.jar; do
    if [[ -f $jar ]]; then return 0; fi
  done
  return 1
}

# True when distribution $2 of module $1 becomes complete within five seconds: a build that runs
# elsewhere empties and fills it in less.
launch_is_being_built() {
  local tries
  if [[ ! -d $PLUMBLINE_ROOT/$1/target ]]; then return 1; fi
  for ((tries = 0; tries < 25; tries++)); do
    if launch_is_built "$1" "$2"; then return 0; fi
    sleep 0.2
  done
  return 1
}

# Builds module $1, one build at a time even when several clients start it together.
launch_build() {
  local module=$1 lib=$2
  command -v mvn >/dev/null || die "$module is not built yet and Maven (mvn) is missing." \
    "Debian and Ubuntu: sudo apt-get install maven" "Then start $module again, or run bin/verify once."
  mkdir -p "$PLUMBLINE_ROOT/.tools"
  (
    if command -v flock >/dev/null; then
      exec 9>"$PLUMBLINE_ROOT/.tools/build.lock"
      flock 9
    fi
    if launch_is_built "$module" "$lib"; then exit 0; fi
    say "Building $module, which takes a minute or two the first time ..."
    cd "$PLUMBLINE_ROOT" && maven -q -Dmaven.test.skip=true -pl "$module" -am package 9>&-
  ) 1>&2 || die "building $module failed; the reason is above." \
    "To see more: cd $PLUMBLINE_ROOT && JAVA_HOME=$JDK_HOME mvn -B -Dmaven.test.skip=true -pl $module -am package"
  launch_is_built "$module" "$lib" || die "the build of $module left no $module jar in $lib." \
    "Look at the distribution part of $module/pom.xml."
}

# Becomes the JVM: launch MODULE MAIN_CLASS [ARGUMENT...]
launch() {
  local module=$1 main=$2 dist=$PLUMBLINE_ROOT/$1/target/dist gc=$LAUNCH_GC extra=()
  shift 2
  jdk_require
  launch_is_built "$module" "$dist/lib" || launch_is_being_built "$module" "$dist/lib" ||
    launch_build "$module" "$dist/lib"
  launch_jars "$dist/lib"
  launch_module_flags "$module"
  aot_options "$module" "$dist"
  read -r -a extra <<<"${PLUMBLINE_JAVA_OPTS:-}" || true
  case " ${PLUMBLINE_JAVA_OPTS:-} " in *" -XX:+Use"*GC*) gc= ;; esac
  local IFS=:
  exec "$JDK_HOME/bin/java" ${gc:+"$gc"} "${LAUNCH_FLAGS[@]}" ${LAUNCH_MODULE[@]+"${LAUNCH_MODULE[@]}"} \
    ${AOT_OPTIONS[@]+"${AOT_OPTIONS[@]}"} ${extra[@]+"${extra[@]}"} \
    -Dplumbline.launcher="$PLUMBLINE_ROOT/bin/$module" -cp "${LAUNCH_JARS[*]}" "$main" "$@"
}
