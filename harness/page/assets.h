/* The page's style and script, which stand in files of their own beside this one and are part of the program. */
#ifndef ACTBENCH_PAGE_ASSETS_H
#define ACTBENCH_PAGE_ASSETS_H

extern const char page_style[], page_script[];

#endif
