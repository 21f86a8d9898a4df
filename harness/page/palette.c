/* Origins of implementations first, then what series take in turn. */
#include "page/palette.h"

#include "support/length.h"

#include <string.h>

const palette_entry palette[] = {
    {"ours", "#0072b2", "rgb(  0, 114, 178)", 7},    {"textbook", "#d55e00", "rgb(213,  94,   0)", 5},
    {"classic", "#009e73", "rgb(  0, 158, 115)", 9}, {"peer", "#cc79a7", "rgb(204, 121, 167)", 13},
    {"guest", "#e69f00", "rgb(230, 159,   0)", 11},  {"second", "#56b4e9", "rgb( 86, 180, 233)", 7},
    {"limit", "#999999", "rgb(153, 153, 153)", 1},   {"other", "#666666", "rgb(102, 102, 102)", 7},
};
const size_t palette_count = LENGTH(palette);

const palette_entry *palette_find(const char *name)
{
    for (size_t i = 0; i < palette_count; i++)
        if (strcmp(palette[i].name, name) == 0)
            return &palette[i];
    return &palette[palette_count - 1];
}
