# shellcheck shell=bash disable=SC2034 # what is set here is read by those who source this
# The SonarQube distribution: which versions are known, and how one gets onto this machine.

readonly SONARQUBE_VERSION=26.9.0.129388

# Sets SONARQUBE_SHA256 and SONARQUBE_JAVA (majors it runs on, best first) of version $1.
sonarqube_facts() {
  case $1 in
    26.9.0.129388)
      SONARQUBE_SHA256=b7306f5ecfa6806753bc0eb0dc4ea11fe0ddd2c5a346592718814d6ec35b88cb
      SONARQUBE_JAVA="25 21"
      ;;
    9.9.8.100196)
      SONARQUBE_SHA256=07d9100c95e5c19f1785c0e9ffc7c8973ce3069a568d2500146a5111b6e966cd
      SONARQUBE_JAVA=17
      ;;
    *)
      [[ $1 =~ ^[0-9]+(\.[0-9]+)+$ ]] || die "'$1' is not a version; wanted four numbers such as $SONARQUBE_VERSION."
      SONARQUBE_SHA256=${PLUMBLINE_SONARQUBE_SHA256:-}
      SONARQUBE_JAVA="21 25 17"
      [[ $SONARQUBE_SHA256 =~ ^[0-9a-f]{64}$ ]] ||
        die "SonarQube $1 is not a version with a known checksum (known: $SONARQUBE_VERSION and 9.9.8.100196)." \
          "Set PLUMBLINE_SONARQUBE_SHA256 to the SHA-256 of sonar-application-$1.zip (64 hexadecimal digits) to use it."
      ;;
  esac
}

# Sets JDK_HOME to a JDK that SonarQube runs on.
sonarqube_jdk() {
  local major
  for major in $SONARQUBE_JAVA; do
    # PLUMBLINE_JAVA_HOME may name the JDK 25 of everything else, too new for an old server.
    if jdk_find "$major" || PLUMBLINE_JAVA_HOME='' jdk_find "$major"; then return 0; fi
  done
  die "this version of SonarQube runs on Java ${SONARQUBE_JAVA// / or }, and no such JDK was found." \
    "Debian and Ubuntu: sudo apt-get install openjdk-${SONARQUBE_JAVA##* }-jdk-headless" \
    "A JDK in another folder: export PLUMBLINE_JAVA_HOME=/path/to/jdk"
}

sonarqube_sha256() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1
}

# Sets SONARQUBE_DIST to the unpacked distribution of version $1 below folder $2, fetching it once
# for all instances.
sonarqube_dist() {
  local version=$1 base=$2
  SONARQUBE_DIST=$base/sonarqube-$version
  if [[ -d $SONARQUBE_DIST ]]; then return 0; fi
  mkdir -p "$base"
  (
    if command -v flock >/dev/null; then
      exec 9>"$base/fetch.lock"
      flock 9
    fi
    [[ -d $SONARQUBE_DIST ]] || sonarqube_fetch "$version" "$base" 9>&-
  )
}

sonarqube_fetch() {
  local version=$1 base=$2 sum zip
  tools_require mvn unzip
  WORK=$(mktemp -d "$base/fetch.XXXXXX")
  trap 'rm -rf "$WORK"' EXIT
  zip=$WORK/sonar-application-$version.zip
  say "Fetching SonarQube $version through Maven (about 1 GB, once) ..."
  (cd "$WORK" && maven -q --no-transfer-progress \
    org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
    -Dartifact="org.sonarsource.sonarqube:sonar-application:$version:zip" \
    -DoutputDirectory="$WORK") 1>&2 ||
    die "Maven could not fetch org.sonarsource.sonarqube:sonar-application:$version:zip; the reason is above." \
      "Check the version and that Maven reaches its repository (~/.m2/settings.xml holds mirrors and proxies)."
  sum=$(sonarqube_sha256 "$zip")
  [[ $sum == "$SONARQUBE_SHA256" ]] ||
    die "the checksum of SonarQube $version is wrong." "wanted $SONARQUBE_SHA256" "got    $sum" \
      "Nothing was unpacked. Remove the artifact from Maven's local repository and try again."
  say "Unpacking ..."
  unzip -q "$zip" -d "$WORK" 1>&2 || die "unpacking $zip failed; is there 2 GB of space in $base?"
  [[ -f $WORK/sonarqube-$version/lib/sonar-application-$version.jar ]] ||
    die "the zip of SonarQube $version holds no sonarqube-$version/lib/sonar-application-$version.jar."
  chmod -R a+rX,go-w "$WORK/sonarqube-$version"
  chmod a+x "$WORK"
  mv "$WORK/sonarqube-$version" "$base/"
}
