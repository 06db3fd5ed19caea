// SPDX-License-Identifier: GPL-2.0
/* A kernel thread that holds its own module, while run is 1. */
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/module.h>

static struct task_struct *thread;

static int work(void *unused)
{
	while (!kthread_should_stop())
		msleep_interruptible(100);
	return 0;
}

static int set_run(const char *value, const struct kernel_param *param)
{
	bool run;
	int error = kstrtobool(value, &run);

	if (error)
		return error;
	if (run && !thread) {
		struct task_struct *task = kthread_run(work, NULL, "mt_thread");

		if (IS_ERR(task))
			return PTR_ERR(task);
		__module_get(THIS_MODULE);
		thread = task;
	} else if (!run && thread) {
		kthread_stop(thread);
		thread = NULL;
		module_put(THIS_MODULE);
	}
	return 0;
}

static const struct kernel_param_ops run_ops = { .set = set_run };
module_param_cb(run, &run_ops, NULL, 0200);

static int __init mt_thread_init(void)
{
	return 0;
}

static void __exit mt_thread_exit(void)
{
}

module_init(mt_thread_init);
module_exit(mt_thread_exit);
MODULE_DESCRIPTION("a kernel thread that holds its module");
MODULE_LICENSE("GPL");
