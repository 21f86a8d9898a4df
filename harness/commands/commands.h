/* The commands: each parses its options, calls the rooms and prints. They take main's arguments from the
 * command's name on, and return the exit status. */
#ifndef ACTBENCH_COMMANDS_H
#define ACTBENCH_COMMANDS_H

typedef int command_function(int argc, char **argv);

command_function command_accuracy;
command_function command_bench;
command_function command_certify;
command_function command_check;
command_function command_claims;
command_function command_columns;
command_function command_compare;
command_function command_gate;
command_function command_inputs;
command_function command_instructions_worker;
command_function command_judge;
command_function command_list;
command_function command_merge;
command_function command_report;
command_function command_speed;
command_function command_speed_worker;
command_function command_train;

#endif
