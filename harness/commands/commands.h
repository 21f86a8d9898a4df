/* The commands: each parses its options, calls the rooms and prints. They take main's arguments from the
 * command's name on, and return the exit status. */
#ifndef ACTBENCH_COMMANDS_H
#define ACTBENCH_COMMANDS_H

typedef int command_function(int argc, char **argv);

command_function command_accuracy, command_claims, command_list, command_speed, command_speed_worker,
    command_train;

#endif
