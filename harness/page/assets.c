/* Both files as they are, with a NUL behind each. */
#include "page/assets.h"

__asm__(".section .rodata\n"
        ".global page_style\npage_style:\n.incbin \"harness/page/page.css\"\n.byte 0\n"
        ".global page_script\npage_script:\n.incbin \"harness/page/page.js\"\n.byte 0\n"
        ".previous\n");
