/** What tests of every module share: servers in processes of their own and real clients. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.testkit;
