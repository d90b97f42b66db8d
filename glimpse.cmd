@echo off
rem Runs Glimpse: a release from its lib\, or a source checkout, which is built first where the build is missing or
rem older than its sources.
rem   GLIMPSE_OPTS   more options for the JVM, such as "-Xmx1g"
rem   JAVA_HOME      the Java to use; without it a Java 25 or newer is looked for
setlocal DisableDelayedExpansion
set "glimpse_home=%~dp0"
set "glimpse_home=%glimpse_home:~0,-1%"
set "staged=%glimpse_home%\cli\target\glimpse"

if /i not "%PROCESSOR_ARCHITECTURE%"=="AMD64" if /i not "%PROCESSOR_ARCHITEW6432%"=="AMD64" (
  echo Glimpse runs on Linux and Windows ^(x86-64^) and on macOS; its engine is not made for Windows on %PROCESSOR_ARCHITECTURE%.>&2
  exit /b 2
)
set "java_options=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
if not defined GLIMPSE_OPTS set "GLIMPSE_OPTS=-XX:+UseSerialGC -XX:-ShrinkHeapInSteps"

if not exist "%glimpse_home%\lib\find-jdk.cmd" goto :checkout
call "%glimpse_home%\lib\find-jdk.cmd" java || exit /b 2
"%JAVA_HOME%\bin\java.exe" %java_options% %GLIMPSE_OPTS% -jar "%glimpse_home%\lib\glimpse.jar" %*
exit /b %ERRORLEVEL%

:checkout
call "%glimpse_home%\.mvn\find-jdk.cmd" javac || exit /b 2
call :is_built || call :build_alone || exit /b 1
set "cache="
if exist "%staged%\glimpse.aot" set cache=-XX:AOTCache="%staged%\glimpse.aot" -Xlog:aot*=off -Xlog:cds*=off
rem The class path is longer than a variable may be: an argument file holds it.
"%JAVA_HOME%\bin\java.exe" %java_options% %cache% %GLIMPSE_OPTS% @"%staged%\classpath.args" dev.glimpse.cli.Glimpse %*
exit /b %ERRORLEVEL%

rem Whether the staged build is whole and newer than everything it was made from.
:is_built
if not exist "%staged%\stamp" exit /b 1
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:staged\stamp).LastWriteTimeUtc; $parts = @(Get-Item -LiteralPath $env:glimpse_home\pom.xml) + @(Get-ChildItem -LiteralPath $env:glimpse_home -Directory | Where-Object { $_.Name -notin 'architecture', 'benchmark' } | ForEach-Object { Get-Item -Path ($_.FullName + '\pom.xml') -ErrorAction SilentlyContinue; Get-ChildItem -LiteralPath ($_.FullName + '\src\main') -Recurse -ErrorAction SilentlyContinue }); if ($parts | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1) { exit 1 }; $lost = Get-Content -LiteralPath $env:staged\jars | Where-Object { -not (Test-Path -LiteralPath $_) }; if ($lost) { exit 1 }; exit 0"
exit /b %ERRORLEVEL%

rem One build at a time: only one process can make the folder.
:build_alone
set "lock=%glimpse_home%\.glimpse-build"
mkdir "%lock%" 2>nul && goto :build
echo Waiting for another build of Glimpse; if there is none, delete %lock% ...>&2
:wait
ping -n 3 127.0.0.1 >nul
if exist "%lock%\" goto :wait
call :is_built && exit /b 0
goto :build_alone

:build
  )
) && exit /b 0
if exist "%staged%\failed" exit /b 1
echo Waiting for another build of Glimpse ...>&2
ping -n 3 127.0.0.1 >nul
call :is_built && exit /b 0
goto :build_alone

:build
echo Building Glimpse, once; the very first time it also fetches its libraries, which takes some minutes ...>&2
if exist "%staged%" rmdir /s /q "%staged%"
mkdir "%staged%"
rem The time before the build counts: what is edited meanwhile makes the next run build again.
echo %glimpse_home%>"%staged%\stamp.new"
call "%glimpse_home%\mvnw.cmd" -f "%glimpse_home%\pom.xml" -q -B -ntp -pl cli -am -Dmaven.test.skip -Dspotless.check.skip package <nul 1>&2
if errorlevel 1 (
  echo Glimpse could not be built; the reason is above.>&2
  rmdir "%lock%"
  exit /b 1
)
powershell -NoProfile -Command "$path = $env:glimpse_home + '\cli\target\glimpse.jar;' + (Get-Content -Raw -LiteralPath ($env:glimpse_home + '\cli\target\classpath')).Trim(); [IO.File]::WriteAllText($env:staged + '\classpath.args', '-cp ' + [char]34 + $path.Replace('\', '\\') + [char]34); [IO.File]::WriteAllLines($env:staged + '\jars', $path.Split(';'))"
"%JAVA_HOME%\bin\java.exe" %java_options% -XX:+UseSerialGC -XX:AOTCacheOutput="%staged%\glimpse.aot" @"%staged%\classpath.args" dev.glimpse.cli.Glimpse --help <nul >nul 2>&1
move /y "%staged%\stamp.new" "%staged%\stamp" >nul
rmdir "%lock%"
exit /b 0
