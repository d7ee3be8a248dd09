/** The systems whose keys, budgets and policies are administered, behind one port. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.backend;
