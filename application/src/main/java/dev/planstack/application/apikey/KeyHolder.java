package dev.planstack.application.apikey;

import java.util.Optional;

/**
 * Whose key was seen, without the key itself.
 *
 * @param id the key's public part; empty for the operator's own key
 */
record KeyHolder(Optional<ApiKeyId> id) {}
