// Preloaded into the web process: a launcher that was killed must not leave a server behind that holds the port.
if (process.connected) process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
