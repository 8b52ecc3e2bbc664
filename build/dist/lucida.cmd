@echo off
rem The `lucida` command of the runtime image, which brings its own Java.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0.."
chcp 65001 >nul
"%home%\runtime\bin\java" %LUCIDA_JAVA_OPTIONS% "@%home%\java-options" -p "%home%\lib" -cp "%home%\classpath\*" -m lucida.cli/lucida.cli.Main %*
exit /b %errorlevel%
