@echo off
rem Runs pipeline.jar, which lies beside this file: pipeline run
if not exist "%~dp0pipeline.jar" (
    echo pipeline: there is no pipeline.jar beside %~f0 yet; build it: mvn -q -Pfast package 1>&2
    exit /b 2
)
if exist "%~dp0runtime\bin\java.exe" (
    "%~dp0runtime\bin\java" -jar "%~dp0pipeline.jar" %*
) else if defined JAVA_HOME (
    "%JAVA_HOME%\bin\java" -jar "%~dp0pipeline.jar" %*
) else (
    java -jar "%~dp0pipeline.jar" %*
)
exit /b %errorlevel%
