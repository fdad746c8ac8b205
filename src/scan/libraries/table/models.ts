import { library, type Library } from "../library.ts";

/** openai-python src/openai/_client.py and lib/azure.py. */
const openai = `OPENAI_API_KEY OPENAI_ADMIN_KEY OPENAI_ORG_ID OPENAI_ORGANIZATION OPENAI_PROJECT_ID OPENAI_BASE_URL OPENAI_API_BASE
  OPENAI_API_TYPE OPENAI_API_VERSION OPENAI_PROXY OPENAI_LOG OPENAI_WEBHOOK_SECRET AZURE_OPENAI_API_KEY
  AZURE_OPENAI_ENDPOINT AZURE_OPENAI_AD_TOKEN`;
/** anthropic-sdk-python src/anthropic/_client.py, lib/bedrock and lib/vertex. */
const anthropic =
  "ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_BASE_URL ANTHROPIC_LOG ANTHROPIC_BEDROCK_BASE_URL ANTHROPIC_VERTEX_* CLOUD_ML_REGION";
const gemini = "GOOGLE_API_KEY GEMINI_API_KEY GOOGLE_GENAI_* GOOGLE_GENERATIVE_AI_API_KEY";

/** Models, what calls them, and what trains them. */
export const models: readonly Library[] = [
  library(
    "OpenAI",
    `npm:openai npm:@ai-sdk/openai npm:@ai-sdk/azure npm:@langchain/openai npm:@langchain/core npm:langchain npm:llamaindex npm:@openai/*
    pypi:openai pypi:openai-agents pypi:langchain-openai pypi:langchain pypi:litellm pypi:llama-index* pypi:instructor pypi:pydantic-ai*
    pypi:dspy* pypi:crewai gem:ruby-openai gem:openai go:github.com/openai/openai-go composer:openai-php/laravel cargo:async-openai
    maven:com.openai nuget:openai`,
    openai,
  ),
  library("openai-php", "composer:openai-php/laravel", "OPENAI_REQUEST_TIMEOUT OPENAI_PROJECT"),
  library(
    "Anthropic",
    `npm:@anthropic-ai/* npm:@ai-sdk/anthropic npm:@langchain/anthropic pypi:anthropic pypi:langchain-anthropic pypi:litellm
    pypi:claude-agent-sdk pypi:pydantic-ai* pypi:crewai gem:anthropic go:github.com/anthropics/anthropic-sdk-go maven:com.anthropic`,
    anthropic,
  ),
  library(
    "Gemini",
    `npm:@google/genai npm:@google/generative-ai npm:@ai-sdk/google npm:@langchain/google-* pypi:google-genai pypi:google-generativeai
    pypi:langchain-google-* pypi:litellm go:google.golang.org/genai maven:com.google.genai`,
    gemini,
  ),
  library(
    "Mistral",
    "npm:@mistralai/* npm:@ai-sdk/mistral npm:@langchain/mistralai pypi:mistralai pypi:langchain-mistralai pypi:litellm",
    "MISTRAL_API_KEY MISTRAL_BASE_URL",
  ),
  library(
    "Groq",
    "npm:groq-sdk npm:@ai-sdk/groq npm:@langchain/groq pypi:groq pypi:langchain-groq pypi:litellm",
    "GROQ_API_KEY GROQ_BASE_URL GROQ_API_BASE",
  ),
  library(
    "Cohere",
    "npm:cohere-ai npm:@ai-sdk/cohere npm:@langchain/cohere pypi:cohere pypi:langchain-cohere pypi:litellm",
    "CO_API_KEY CO_API_URL COHERE_API_KEY",
  ),
  library("Replicate", "npm:replicate npm:@ai-sdk/replicate pypi:replicate", "REPLICATE_API_TOKEN"),
  library("Together", "npm:together-ai npm:@ai-sdk/togetherai pypi:together", "TOGETHER_API_KEY TOGETHER_AI_API_KEY TOGETHER_BASE_URL"),
  // ai-sdk.dev/providers: each provider package reads the key of its provider
  library("AI SDK", "npm:@ai-sdk/xai", "XAI_API_KEY"),
  library("AI SDK", "npm:@ai-sdk/deepseek", "DEEPSEEK_API_KEY"),
  library("AI SDK", "npm:@ai-sdk/perplexity", "PERPLEXITY_API_KEY"),
  library("AI SDK", "npm:@ai-sdk/fireworks", "FIREWORKS_API_KEY"),
  library("AI SDK", "npm:@ai-sdk/azure", "AZURE_API_KEY AZURE_RESOURCE_NAME"),
  library("AI SDK", "npm:ai npm:@ai-sdk/gateway", "AI_GATEWAY_API_KEY"),
  library("ElevenLabs", "npm:@elevenlabs/* npm:@ai-sdk/elevenlabs pypi:elevenlabs", "ELEVENLABS_API_KEY"),
  library("Deepgram", "npm:@deepgram/sdk npm:@ai-sdk/deepgram pypi:deepgram-sdk", "DEEPGRAM_API_KEY"),
  library("Ollama", "npm:ollama pypi:ollama pypi:langchain-ollama pypi:litellm", "OLLAMA_HOST OLLAMA_API_KEY"),
  library("Voyage", "pypi:voyageai npm:voyageai", "VOYAGE_API_KEY"),
  library("Pinecone", "npm:@pinecone-database/* pypi:pinecone* pypi:langchain-pinecone", "PINECONE_*"),
  library("Tavily", "npm:@tavily/core pypi:tavily-python pypi:langchain-tavily", "TAVILY_API_KEY TAVILY_*"),
  // docs.litellm.ai/docs/proxy/config_settings
  library(
    "LiteLLM",
    "pypi:litellm",
    `LITELLM_* DEEPSEEK_API_KEY XAI_API_KEY PERPLEXITYAI_API_KEY TOGETHERAI_API_KEY OPENROUTER_API_KEY FIREWORKS_AI_API_KEY AZURE_API_KEY
    AZURE_API_BASE AZURE_API_VERSION VERTEXAI_*`,
  ),
  // docs.smith.langchain.com
  library(
    "LangChain",
    "npm:langchain npm:@langchain/* npm:langsmith pypi:langchain* pypi:langgraph* pypi:langsmith",
    "LANGCHAIN_* LANGSMITH_* LANGGRAPH_*",
  ),
  // langfuse-python langfuse/_client/environment_variables.py
  library(
    "Langfuse",
    "npm:langfuse* npm:@langfuse/* pypi:langfuse pypi:litellm",
    `LANGFUSE_PUBLIC_KEY LANGFUSE_SECRET_KEY LANGFUSE_HOST LANGFUSE_BASE_URL LANGFUSE_BASEURL LANGFUSE_RELEASE LANGFUSE_DEBUG LANGFUSE_ENVIRONMENT
    LANGFUSE_TRACING_* LANGFUSE_SAMPLE_RATE LANGFUSE_FLUSH_* LANGFUSE_TIMEOUT LANGFUSE_OTEL_TRACES_EXPORT_PATH LANGFUSE_MEDIA_UPLOAD_*
    LANGFUSE_OBSERVE_* LANGFUSE_PROMPT_CACHE_* LANGFUSE_LOG_LEVEL`,
  ),
  // huggingface.co/docs/huggingface_hub/package_reference/environment_variables
  library(
    "Hugging Face",
    `npm:@huggingface/* pypi:huggingface-hub pypi:transformers pypi:datasets pypi:diffusers pypi:tokenizers pypi:sentence-transformers
    pypi:accelerate pypi:evaluate pypi:langchain-huggingface pypi:vllm pypi:peft`,
    `HF_* HUGGINGFACE_* HUGGING_FACE_HUB_TOKEN TRANSFORMERS_* DATASETS_* TOKENIZERS_PARALLELISM SENTENCE_TRANSFORMERS_HOME ACCELERATE_*
    SAFETENSORS_*`,
  ),
  library("Weights & Biases", "pypi:wandb", "WANDB_*"),
  library("MLflow", "pypi:mlflow*", "MLFLOW_*"),
  library("Comet", "pypi:comet-ml", "COMET_*"),
  library("Ray", "pypi:ray", "RAY_*"),
  library("vLLM", "pypi:vllm", "VLLM_*"),
  library(
    "CUDA and OpenMP",
    "pypi:torch pypi:tensorflow* pypi:jax* pypi:numpy pypi:scipy pypi:scikit-learn pypi:vllm pypi:transformers pypi:onnxruntime* pypi:faiss-*",
    "CUDA_* NVIDIA_* NCCL_* OMP_* MKL_* OPENBLAS_NUM_THREADS NUMEXPR_* BLIS_NUM_THREADS VECLIB_MAXIMUM_THREADS",
  ),
  library(
    "PyTorch",
    "pypi:torch pypi:pytorch-lightning pypi:lightning",
    "TORCH_* PYTORCH_* MASTER_ADDR MASTER_PORT WORLD_SIZE RANK LOCAL_RANK",
  ),
  library("TensorFlow", "pypi:tensorflow* pypi:keras", "TF_* TFHUB_CACHE_DIR XLA_FLAGS KERAS_*"),
  library("JAX", "pypi:jax*", "JAX_* XLA_*"),
  library("tiktoken", "pypi:tiktoken pypi:langchain-openai pypi:litellm", "TIKTOKEN_CACHE_DIR DATA_GYM_CACHE_DIR"),
  library("NLTK", "pypi:nltk", "NLTK_DATA"),
  library("Matplotlib", "pypi:matplotlib pypi:seaborn", "MPLBACKEND MPLCONFIGDIR"),
  library("Streamlit", "pypi:streamlit", "STREAMLIT_*"),
  library("Gradio", "pypi:gradio", "GRADIO_*"),
  library("Chainlit", "pypi:chainlit", "CHAINLIT_*"),
  library("Jupyter", "pypi:jupyter* pypi:notebook", "JUPYTER_* JUPYTERHUB_*"),
];
