@echo off
rem The `lucida` command on Windows: finds a JDK 25, builds what it needs on first use and when a source has changed, and starts.
rem It does what the script `lucida` does; both read build\rooms, build\java-options and build\memory-options.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"

set "jdk="
if defined JAVA_HOME call :consider "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :consider "%%~dpj.."
for /d %%d in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do call :consider "%%~d"
if not defined jdk (
  echo lucida: no JDK 25 or later was found; install one ^(Temurin, for example^) or set JAVA_HOME to it 1>&2
  exit /b 1
)

rem Batch files cannot compare the dates of files.
set "target=%here%cli\target\quick"
"%jdk%\bin\java" "%here%build\Stale.java" "%here%." %*
set "stale=%errorlevel%"
if "%stale%"=="0" goto start
set "wanted=cli"
if "%stale%"=="2" set "wanted=parquet"
if "%stale%"=="3" set "wanted=cli,parquet"
where mvn >nul 2>nul
if errorlevel 1 (
  echo lucida: Maven is needed to build; install it so that 'mvn' is on the PATH 1>&2
  exit /b 1
)
echo lucida: building: a few minutes, the first time and after a source has changed 1>&2
if not exist "%target%" mkdir "%target%"
if not "%stale%"=="2" if exist "%target%\modules" rmdir /s /q "%target%\modules"
type nul >"%target%\lucida-started"
set "JAVA25_HOME=%jdk%"
pushd "%here%"
call mvn -B -ntp -Dquick -DskipTests -pl "%wanted%" -am package >"%target%\lucida-build.log" 2>&1
set "code=%errorlevel%"
popd
if not "%code%"=="0" (
  findstr /b /c:"[ERROR]" "%target%\lucida-build.log" 1>&2
  echo lucida: the build failed; what Maven said is above and in "%target%\lucida-build.log" 1>&2
  exit /b 1
)
if not "%stale%"=="2" copy /y "%target%\lucida-started" "%target%\lucida-built" >nul
if not "%wanted%"=="cli" copy /y "%target%\lucida-started" "%here%parquet\target\quick\lucida-built" >nul

:start
rem What is no module is found on the class path when its room has been built: the ND4J kernels, and the writer of Parquet files.
set "classes="
set "native="
call :room "%here%kernels\nd4j\target\quick" lucida-kernels-nd4j
if defined classes set "native=--add-modules jdk.unsupported --sun-misc-unsafe-memory-access=allow"
call :room "%here%parquet\target\quick" lucida-parquet
if defined classes set "native=-cp "%classes%" %native%"

:run
rem What is printed is UTF-8.
chcp 65001 >nul
rem Whoever names a collector gets that one.
set "memory="@%here%build\memory-options""
if defined LUCIDA_JAVA_OPTIONS if not "%LUCIDA_JAVA_OPTIONS:GC=%"=="%LUCIDA_JAVA_OPTIONS%" set "memory="
rem An archive of the classes that the first command loads: Java writes it when that ends, maps it at later starts, and writes it anew where it does not fit.
set "archive=-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%target%\lucida-classes.jsa" "-Xlog:cds*=off,aot*=off""
"%jdk%\bin\java" %archive% %memory% %LUCIDA_JAVA_OPTIONS% "@%here%build\java-options" -p "%target%\lucida-cli.jar;%target%\modules" %native% -m lucida.cli/lucida.cli.Main %*
exit /b %errorlevel%

rem Adds the jar of a room, and what it needs.
:room
if not exist "%~1\classpath.txt" exit /b
for %%j in ("%~1\%~2-*.jar") do set "classes=%classes%%%~j;"
for /f "usebackq delims=" %%c in ("%~1\classpath.txt") do call set "classes=%%classes%%%%c;"
exit /b

rem Takes a folder if it is the first that holds a JDK 25 or later.
:consider
if defined jdk exit /b
if not exist "%~1\bin\javac.exe" exit /b
findstr /r /b /c:"JAVA_VERSION=.2[5-9]" /c:"JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul 2>nul && set "jdk=%~1"
exit /b
