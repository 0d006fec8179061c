// Preloaded into the web process and the worker: a launcher that was killed must not leave a server behind that holds the port.
const leave = () => process.kill(process.pid, "SIGTERM");
if (process.connected) process.once("disconnect", leave);
else if (process.env.CARRYOVER_SUPERVISED === "1") leave();
