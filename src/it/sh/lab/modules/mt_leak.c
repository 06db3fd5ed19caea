// SPDX-License-Identifier: GPL-2.0
/* Takes a reference to failover by symbol_get(): it is in nobody's list of holders. Gives it back only with drop=1. */
#include <linux/module.h>
#include <net/failover.h>

static bool drop;
module_param(drop, bool, 0644);

static int __init mt_leak_init(void)
{
	return symbol_get(failover_register) ? 0 : -ENOENT;
}

static void __exit mt_leak_exit(void)
{
	if (drop)
		symbol_put(failover_register);
}

module_init(mt_leak_init);
module_exit(mt_leak_exit);
MODULE_DESCRIPTION("a reference that nobody lists");
MODULE_LICENSE("GPL");
