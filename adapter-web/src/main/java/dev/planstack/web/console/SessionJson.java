package dev.planstack.web.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is signed in, and to what. */
record SessionJson(List<String> scopes, @Nullable String account, boolean sandbox, String zone) {}
