#!/usr/bin/env node
// Runs the program that npm installed for this machine. What it is given, says and ends with is the program's.
"use strict";

const { spawn } = require("node:child_process");

const programs = { /* targets.toml */ };

function program() {
  const machine = `${process.platform} ${process.arch}`;
  const found = programs[machine];
  if (!found) throw new Error(`there is no program for ${machine}: build it from source`);
  try {
    return require.resolve(found);
  } catch {
    throw new Error(`${found} is missing: install again, with optional dependencies`);
  }
}

function run() {
  const child = spawn(program(), process.argv.slice(2), { stdio: "inherit" });
  // Whoever ends this process means the program.
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on("error", fail);
  child.on("exit", (status, signal) => {
    for (const each of signals) process.removeAllListeners(each);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = status;
  });
}

function fail(error) {
  console.error(`dateline: ${error.message}`);
  process.exitCode = 1;
}

try {
  run();
} catch (error) {
  fail(error);
}
