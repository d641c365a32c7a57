"""What is made and delivered: deliveries and batches."""
