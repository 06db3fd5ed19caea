// SPDX-License-Identifier: GPL-2.0
/*
 * A character device whose driver is this module, as sysfs and /proc/devices show, but whose opens hold nothing: no owner
 * is set. It takes as many references to itself as keep says, and gives them back when that is 0 again.
 */
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/version.h>

static const struct file_operations mt_fops = { .llseek = noop_llseek };
static struct platform_device *parent;
static struct class *mt_class;
static struct cdev mt_cdev;
static dev_t number;

static unsigned int kept;

static int set_keep(const char *value, const struct kernel_param *param)
{
	unsigned int keep;
	int error = kstrtouint(value, 0, &keep);

	if (error)
		return error;
	for (; kept < keep; kept++)
		__module_get(THIS_MODULE);
	for (; kept > keep; kept--)
		module_put(THIS_MODULE);
	return 0;
}

static const struct kernel_param_ops keep_ops = { .set = set_keep };
module_param_cb(keep, &keep_ops, NULL, 0200);

static int mt_probe(struct platform_device *device)
{
	struct device *node;
	int error = alloc_chrdev_region(&number, 0, 1, "mt_noowner");

	if (error)
		return error;
	cdev_init(&mt_cdev, &mt_fops);
	error = cdev_add(&mt_cdev, number, 1);
	if (error)
		goto no_cdev;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0)
	mt_class = class_create("mt_noowner");
#else
	mt_class = class_create(THIS_MODULE, "mt_noowner");
#endif
	if (IS_ERR(mt_class)) {
		error = PTR_ERR(mt_class);
		goto no_class;
	}
	node = device_create(mt_class, &device->dev, number, NULL, "mt_noowner");
	if (!IS_ERR(node))
		return 0;
	error = PTR_ERR(node);
	class_destroy(mt_class);
no_class:
	cdev_del(&mt_cdev);
no_cdev:
	unregister_chrdev_region(number, 1);
	return error;
}

static void mt_end(struct platform_device *device)
{
	device_destroy(mt_class, number);
	class_destroy(mt_class);
	cdev_del(&mt_cdev);
	unregister_chrdev_region(number, 1);
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
#define mt_remove mt_end
#else
static int mt_remove(struct platform_device *device)
{
	mt_end(device);
	return 0;
}
#endif

static struct platform_driver mt_driver = {
	.probe = mt_probe,
	.remove = mt_remove,
	.driver = { .name = "mt_noowner" },
};

static int __init mt_noowner_init(void)
{
	int error = platform_driver_register(&mt_driver);

	if (error)
		return error;
	parent = platform_device_register_simple("mt_noowner", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(parent)) {
		platform_driver_unregister(&mt_driver);
		return PTR_ERR(parent);
	}
	return 0;
}

static void __exit mt_noowner_exit(void)
{
	platform_device_unregister(parent);
	platform_driver_unregister(&mt_driver);
}

module_init(mt_noowner_init);
module_exit(mt_noowner_exit);
MODULE_DESCRIPTION("a device whose opens hold nothing");
MODULE_LICENSE("GPL");
