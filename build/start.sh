# Sourced by the command's scripts, with $java, $options (a file, beside which memory-options is) and $modules set: starts it.

# Java takes the names of files from the locale: without one in UTF-8, as in containers and cron, it could not name most of them.
if [ "$(locale charmap 2>/dev/null || true)" != UTF-8 ]; then
  LC_ALL=C.UTF-8
  export LC_ALL
fi

# Large pages, where the system gives them to whoever asks: memory is touched for the first time two megabytes at a time.
pages=
if { read -r given </sys/kernel/mm/transparent_hugepage/enabled; } 2>/dev/null; then
  case $given in *"[never]"*) ;; *) pages=-XX:+UseTransparentHugePages ;; esac
fi

# Whoever names a collector gets that one.
memory=@${options%/*}/memory-options
case ${LUCIDA_JAVA_OPTIONS:-} in *-XX:+Use*GC*) memory= ;; esac

# shellcheck disable=SC2086 # options for Java are a list of words: LUCIDA_JAVA_OPTIONS=-Xmx8g
exec "$java" $pages ${memory:+"$memory"} ${LUCIDA_JAVA_OPTIONS:-} "@$options" -p "$modules" "$@"
