# Finds a Java 25 or newer, for ./mvnw and ./glimpse, because many machines have an older default.
# To be sourced by any POSIX shell. "find_java javac" looks for a whole JDK, "find_java java" takes a
# runtime too. It looks at JAVA_HOME, the PATH, and where systems and tools put JDKs, and takes the first
# that is new enough; it sets and exports JAVA_HOME, or says in one line how to get a JDK and returns 2.
# GLIMPSE_JDKS, a list of folders separated by colons, is searched instead of the usual places.

glimpse_java_needed=25

find_java() {
  glimpse_java_tool=$1
  glimpse_java_seen=
  if glimpse_find_java_home; then
    export JAVA_HOME
    return 0
  fi
  echo "Glimpse needs a JDK $glimpse_java_needed or newer and found ${glimpse_java_seen:-none}:" \
    "get one from https://adoptium.net (or your package manager), and set JAVA_HOME if it is not found then." >&2
  return 2
}

glimpse_find_java_home() {
  if [ -n "${JAVA_HOME-}" ] && glimpse_java_fits "$JAVA_HOME" "JAVA_HOME"; then return 0; fi
  if glimpse_java_on_path; then return 0; fi
  if [ -n "${GLIMPSE_JDKS+set}" ]; then
    glimpse_java_among "$GLIMPSE_JDKS"
    return
  fi
  if [ -x /usr/libexec/java_home ]; then
    glimpse_java_candidate=$(/usr/libexec/java_home -v "$glimpse_java_needed+" 2>/dev/null) || :
    if glimpse_java_fits "$glimpse_java_candidate"; then return 0; fi
  fi
  for glimpse_java_candidate in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* \
    "${HOME-}"/.jdks/* "${HOME-}"/.asdf/installs/java/* "${HOME-}"/.local/share/mise/installs/java/* \
    "${GRADLE_USER_HOME:-${HOME-}/.gradle}"/jdks/* "${GRADLE_USER_HOME:-${HOME-}/.gradle}"/jdks/*/* \
    "${GRADLE_USER_HOME:-${HOME-}/.gradle}"/jdks/*/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "/c/Program Files/Eclipse Adoptium"/* "/c/Program Files/Java"/* "/c/Program Files/Microsoft"/jdk* \
    "/c/Program Files/Zulu"/* "/c/Program Files/Amazon Corretto"/*; do
    if glimpse_java_fits "$glimpse_java_candidate"; then return 0; fi
  done
  return 1
}

# The folders of a list, and what lies in each of them.
glimpse_java_among() {
  glimpse_java_rest=$1:
  while [ -n "$glimpse_java_rest" ]; do
    glimpse_java_folder=${glimpse_java_rest%%:*}
    glimpse_java_rest=${glimpse_java_rest#*:}
    for glimpse_java_candidate in "$glimpse_java_folder" "$glimpse_java_folder"/*; do
      if glimpse_java_fits "$glimpse_java_candidate"; then return 0; fi
    done
  done
  return 1
}

# The command on the PATH is mostly a link into its JDK; a version manager's is a script, which knows the JDK.
glimpse_java_on_path() {
  glimpse_java_command=$(command -v "$glimpse_java_tool" 2>/dev/null) || return 1
  glimpse_java_command=$(readlink -f "$glimpse_java_command" 2>/dev/null) || return 1
  glimpse_java_candidate=${glimpse_java_command%/bin/*}
  if [ ! -e "$glimpse_java_candidate/lib/modules" ] && [ ! -e "$glimpse_java_candidate/jre" ]; then
    glimpse_java_candidate=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  fi
  glimpse_java_fits "$glimpse_java_candidate" "the PATH"
}

# Whether a folder is a Java that is new enough; if so JAVA_HOME is that folder. The "release" file tells
# without starting a JVM. The second argument names a place where a user would look for the reason.
glimpse_java_fits() {
  [ -x "$1/bin/java" ] || return 1
  glimpse_java_version=
  if [ -r "$1/release" ]; then
    while IFS='=' read -r glimpse_java_key glimpse_java_value || [ -n "$glimpse_java_key" ]; do
      if [ "$glimpse_java_key" = JAVA_VERSION ]; then glimpse_java_version=${glimpse_java_value#\"}; fi
    done <"$1/release"
  else
    glimpse_java_version=$("$1/bin/java" -version 2>&1 | sed -n 's/^[^"]*version "\([^"]*\)".*/\1/p')
  fi
  glimpse_java_version=${glimpse_java_version%%[!0-9]*}
  if [ "${glimpse_java_version:-0}" -ge "$glimpse_java_needed" ] && [ -x "$1/bin/$glimpse_java_tool" ]; then
    JAVA_HOME=$1
    return 0
  fi
  if [ -n "${2-}" ] && [ -z "$glimpse_java_seen" ]; then
    if [ "${glimpse_java_version:-0}" -ge "$glimpse_java_needed" ]; then
      glimpse_java_seen="only a runtime without $glimpse_java_tool ($2)"
    else
      glimpse_java_seen="only Java ${glimpse_java_version:-of an unknown version} ($2)"
    fi
  fi
  return 1
}
