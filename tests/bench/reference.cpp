// llama.cpp's own decode and greedy draw, in C++, for `fireside bench decode` (desktop/bench/reference.py).
// Usage: reference MODEL CONTEXT THREADS CHUNK FLASH; then lines on standard input:
//   "begin N" puts N tokens into an empty context and draws one; "advance N" makes N more.
// Every line, and the load, is answered by the seconds that it took.

#include <llama.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

using Clock = std::chrono::steady_clock;

static double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

static void answer(Clock::time_point start) {
    printf("%.9f\n", since(start));
    fflush(stdout);
}

int main(int count, char ** words) {
    if (count != 6) return 2;
    auto start = Clock::now();
    llama_log_set([](ggml_log_level, const char *, void *) {}, nullptr);
    llama_backend_init();
    llama_model * model = llama_model_load_from_file(words[1], llama_model_default_params());
    if (!model) return 1;
    auto options = llama_context_default_params();  // as desktop/engine/native/runtime.py has them
    const int chunk = atoi(words[4]);
    options.n_ctx = atoi(words[2]);
    options.n_batch = 512;
    options.n_ubatch = chunk;
    options.n_outputs_max = 1;
    options.n_threads = options.n_threads_batch = atoi(words[3]);
    options.flash_attn_type = (llama_flash_attn_type) atoi(words[5]);
    options.swa_full = false;
    options.no_perf = true;
    llama_context * context = llama_init_from_model(model, options);
    if (!context) return 1;
    const int vocabulary = llama_vocab_n_tokens(llama_model_get_vocab(model));
    llama_sampler * sampler = llama_sampler_chain_init(llama_sampler_chain_default_params());
    llama_sampler_chain_add(sampler, llama_sampler_init_greedy());
    answer(start);

    char order[16];
    int tokens = 0;
    llama_token token = 0;
    llama_batch batch = llama_batch_init(chunk, 0, 1);
    auto add = [&](llama_token id, int position, bool wanted) {
        const int at = batch.n_tokens++;
        batch.token[at] = id;
        batch.pos[at] = position;
        batch.n_seq_id[at] = 1;
        batch.seq_id[at][0] = 0;
        batch.logits[at] = wanted;
    };
    int position = 0;
    while (scanf("%15s %d", order, &tokens) == 2) {
        start = Clock::now();
        if (!strcmp(order, "begin")) {
            llama_memory_clear(llama_get_memory(context), false);
            for (position = 0; position < tokens;) {
                batch.n_tokens = 0;
                while (batch.n_tokens < chunk && position < tokens) {
                    add((1000 + position) % vocabulary, position, position == tokens - 1);
                    position++;
                }
                if (llama_decode(context, batch)) return 1;
            }
            token = llama_sampler_sample(sampler, context, -1);
        } else {
            for (int left = tokens; left; left--) {
                batch.n_tokens = 0;
                add(token, position++, true);
                if (llama_decode(context, batch)) return 1;
                token = llama_sampler_sample(sampler, context, -1);
            }
        }
        answer(start);
    }
    llama_batch_free(batch);
    llama_sampler_free(sampler);
    llama_free(context);
    llama_model_free(model);
}
