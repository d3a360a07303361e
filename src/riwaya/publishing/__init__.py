"""What may leave the workspace for the public: claims and incidents without what could harm."""
