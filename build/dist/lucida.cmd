@echo off
rem The `lucida` command of the runtime image, which brings its own Java.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0.."
chcp 65001 >nul
rem Whoever names a collector gets that one.
set "memory="@%home%\memory-options""
if defined LUCIDA_JAVA_OPTIONS if not "%LUCIDA_JAVA_OPTIONS:GC=%"=="%LUCIDA_JAVA_OPTIONS%" set "memory="
rem An archive of the classes that the first command loads: Java writes it when that ends, and maps it at later starts.
set "archive=-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%home%\classes.jsa" "-Xlog:cds*=off,aot*=off""
"%home%\runtime\bin\java" %archive% %memory% %LUCIDA_JAVA_OPTIONS% "@%home%\java-options" -p "%home%\lib" -cp "%home%\classpath\*" -m lucida.cli/lucida.cli.Main %*
exit /b %errorlevel%
