/* The commands: each parses its options, calls the rooms and prints. They take main's arguments from the
 * command's name on, and return the exit status. */
#ifndef ACTBENCH_COMMANDS_H
#define ACTBENCH_COMMANDS_H

typedef int command_function(int argc, char **argv);

#define COMMAND(name, summary, run, resumes) command_function run;
#include "commands/commands.def"
#undef COMMAND

#endif
