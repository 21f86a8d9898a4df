/* Entries from shared libraries: --plugin FILE.so brings them into any command. */
#ifndef ACTBENCH_PLUGIN_H
#define ACTBENCH_PLUGIN_H

/* Loads every file that "--plugin FILE" or "--plugin=FILE" among the arguments names, and those that the program that
 * started this one had loaded, and adds their entries to the registry. Returns STATUS_GOOD, or STATUS_USAGE with one line
 * where a file cannot be loaded, is no plugin, is of another version, or has an entry that is wrong. */
int plugins_load(int argc, char **argv);

#endif
