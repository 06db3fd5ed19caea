// SPDX-License-Identifier: GPL-2.0
/* Has no exit function: /proc/modules says [permanent]. */
#include <linux/module.h>

static int __init mt_noexit_init(void)
{
	return 0;
}

module_init(mt_noexit_init);
MODULE_DESCRIPTION("cannot be unloaded, though nobody holds it");
MODULE_LICENSE("GPL");
