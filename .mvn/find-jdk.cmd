@echo off
rem Finds a Java 25 or newer, for mvnw.cmd and glimpse.cmd, because many machines have an older default.
rem "call find-jdk.cmd javac" looks for a whole JDK, "call find-jdk.cmd java" takes a runtime too. It looks at
rem JAVA_HOME, the PATH, and where Windows' installers and tools put JDKs, and takes the first that is new enough;
rem it sets JAVA_HOME, or says in one line how to get a JDK and returns 2.

set "GLIMPSE_JAVA_TOOL=%~1"
set "GLIMPSE_JAVA_FOUND="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined GLIMPSE_JAVA_FOUND for %%t in (%GLIMPSE_JAVA_TOOL%.exe) do if not "%%~$PATH:t"=="" call :try "%%~dp$PATH:t.."
for %%r in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\.sdkman\candidates\java" "%USERPROFILE%\.gradle\jdks" "%USERPROFILE%\scoop\apps") do (
  if not defined GLIMPSE_JAVA_FOUND if exist "%%~r\" for /d %%d in ("%%~r\*") do (
    call :try "%%~d"
    call :try "%%~d\current"
  )
)

if not defined GLIMPSE_JAVA_FOUND (
  echo Glimpse needs a JDK 25 or newer and found none: get one from https://adoptium.net, and set JAVA_HOME if it is not found then.>&2
  exit /b 2
)
set "JAVA_HOME=%GLIMPSE_JAVA_FOUND%"
set "GLIMPSE_JAVA_FOUND="
set "GLIMPSE_JAVA_TOOL="
set "GLIMPSE_JAVA_VERSION="
exit /b 0

rem Remembers the folder if it is a Java that is new enough: its file "release" tells, without starting a JVM.
:try
if defined GLIMPSE_JAVA_FOUND exit /b 0
if not exist "%~1\bin\%GLIMPSE_JAVA_TOOL%.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "GLIMPSE_JAVA_VERSION=0"
for /f "usebackq tokens=1,2 delims==" %%k in ("%~1\release") do (
  if "%%k"=="JAVA_VERSION" for /f "tokens=1 delims=.-+_ " %%n in ("%%~l") do set "GLIMPSE_JAVA_VERSION=%%n"
)
if %GLIMPSE_JAVA_VERSION% geq 25 set "GLIMPSE_JAVA_FOUND=%~f1"
exit /b 0
