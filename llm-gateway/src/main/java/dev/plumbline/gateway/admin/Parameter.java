package dev.plumbline.gateway.admin;

/** A parameter of the query. */
record Parameter(String name, Schema schema) {}
