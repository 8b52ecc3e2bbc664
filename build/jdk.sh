# Sourced by the scripts that start Java. Sets jdk to the home of a JDK 25 or later, or to nothing. Starts no JVM.

# The major version of the JDK that lies in a folder, read from its release file; 0 where there is none.
jdk_major() {
  version=0
  if [ -x "$1/bin/javac" ] && [ -f "$1/release" ]; then version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"); fi
  echo "${version:-0}"
}

# Where JDKs usually lie: JAVA_HOME first, then the java of the PATH, then the system's and the user's folders.
jdk_candidates() {
  echo "${JAVA_HOME:-}"
  if java=$(command -v java); then dirname "$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")"; fi
  if [ -x /usr/libexec/java_home ]; then /usr/libexec/java_home -v 25+ 2>/dev/null || true; fi
  for folder in /usr/lib/jvm/* /opt/java/* "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    echo "$folder"
  done
}

jdk=$(jdk_candidates | while IFS= read -r folder; do
  if [ -n "$folder" ] && [ "$(jdk_major "$folder")" -ge 25 ]; then echo "$folder"; break; fi
done)
